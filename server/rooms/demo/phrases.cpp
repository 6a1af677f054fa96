// The sentences.
#include "rooms/demo/phrases.hpp"

#include <array>

namespace mashang::demo {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 4> kManhole{"〇的井盖碎了一角，走夜路怕踩进去", "〇有个井盖不见了，只剩一个洞",
                                       "〇的雨水篦子塌下去了，车轮压上去咣当响", "〇的窨井盖翘起来，△有人绊了一跤"};
constexpr std::array<Text, 5> kLamp{"〇的路灯不亮，晚上黑漆漆的", "〇转弯处连着几盏路灯都坏了",
                                    "〇的灯杆歪了，灯一闪一闪的", "〇的太阳能灯△起就没亮过",
                                    "从大门到〇一路没有灯，老人不敢出门"};
constexpr std::array<Text, 4> kWater{"△开始家里停水，没看到通知", "〇的水管爆了，水往路上喷",
                                     "自来水发黄，接一盆底下全是沙", "六楼水压太小，热水器打不着"};
constexpr std::array<Text, 4> kPower{"△整栋楼跳闸停电，冰箱里的东西要坏了", "〇的电线被货车刮断，垂到头顶",
                                     "〇变压器一直嗡嗡响，还冒火花", "电压低得灯都发红，空调启动不了"};
constexpr std::array<Text, 3> kGas{"〇闻到很重的煤气味", "一楼厨房燃气管接口好像在漏，味道很大",
                                   "楼道里△有煤气味，不敢开灯"};
constexpr std::array<Text, 5> kDrain{"〇的下水道堵了，污水漫到路上", "化粪池满了往外冒，〇臭得没法走",
                                     "一楼厕所返水，家里全是脏水", "△下雨〇就积水，鞋都湿透",
                                     "〇排水沟被泥沙填平了，雨水往屋里灌"};
constexpr std::array<Text, 4> kRoad{"〇的路面坑坑洼洼，电动车△摔了一跤", "〇的台阶断了两级，老人上下不方便",
                                    "〇减速带的螺丝露出来了，扎轮胎", "〇地砖松了，下雨一踩一身水"};
constexpr std::array<Text, 4> kParking{"〇有辆面包车停了快一个月没动，像是没人要了", "△总有车停在〇门口，进出都被堵住",
                                       "〇盲道上停满了车", "小车停在单元门口，担架都抬不出来"};
constexpr std::array<Text, 3> kLock{"〇的公共车位被人装了地锁", "有人拿锥桶占〇的车位，谁停跟谁吵",
                                    "〇一排车位被私自画了线，说是他家的"};
constexpr std::array<Text, 4> kLift{"电梯△停在半路不动，门也打不开", "电梯运行时哐哐响，按钮要按好几次",
                                    "电梯门关不上，一直在叫", "电梯里的灯坏了，晚上看不清按钮"};
constexpr std::array<Text, 4> kRoof{"顶楼漏雨，卧室天花板滴水", "外墙渗水，墙面都发霉了", "△下过雨，楼梯间的墙往下淌水",
                                    "楼顶防水层裂开，〇那面墙全湿了"};
constexpr std::array<Text, 4> kLeak{"楼上卫生间漏水，滴到我家灶台上", "厨房顶上漏水，楼上说不是他家的问题",
                                    "楼上水管漏，△滴了一晚上，吊顶都塌了", "阳台地漏往楼下渗，晒的衣服全湿了"};
constexpr std::array<Text, 3> kFacade{"外墙瓷砖△掉了好几块，砸在〇", "〇上面的空调架锈得快断了，怕砸到人",
                                      "楼上雨棚松了，风一吹就晃"};
constexpr std::array<Text, 4> kDoor{"单元门锁坏了，谁都能进来", "门禁刷卡没反应，只能等人开门",
                                    "〇的道闸抬不起来，车都堵在门口", "对讲机坏了，快递上不来"};
constexpr std::array<Text, 4> kStairs{"楼道声控灯坏了，上楼全靠手机照", "三楼的扶手松了，一靠就晃",
                                      "楼道窗户玻璃碎了，风直往里灌", "楼梯间墙皮往下掉，落得满身灰"};
constexpr std::array<Text, 5> kFireLane{"电动车把〇的消防通道堵死了", "〇消防车道停满了小车，真着火车都进不来",
                                        "黄线里又停了一排车，△就开始了", "登高场地被摩托车占了",
                                        "送货的三轮车天天停在〇的消防通道上"};
constexpr std::array<Text, 4> kClutter{"楼道堆满纸箱和旧家具，走路要侧着身", "五楼把鞋柜放在防火门后面，门都开不了",
                                       "〇安全出口被杂物堵了一半", "有人在楼梯间存废品，味道大又怕起火"};
constexpr std::array<Text, 3> kExtinguisher{"楼道灭火器过期两年了，压力表在红区", "〇消火栓箱里的水带不见了",
                                            "应急灯全不亮，停电时什么都看不见"};
constexpr std::array<Text, 3> kThrow{"楼上△往下扔垃圾，差点砸到小孩", "〇经常有烟头和瓶子从楼上扔下来",
                                     "楼上花盆放在窗台外面，风大怕掉"};
constexpr std::array<Text, 5> kWaste{"〇的垃圾桶满了两天没人收", "垃圾站△没清运，臭味飘进屋里",
                                     "〇只有两个垃圾桶，走过去太远，大家就乱丢", "厨余垃圾流了一地，苍蝇到处飞",
                                     "垃圾桶盖子坏了，野猫翻得满地都是"};
constexpr std::array<Text, 3> kRubble{"〇堆着几十袋装修垃圾，△都没人拉", "有人把沙石倒在〇，占了半条路",
                                      "楼下旧砖头堆成小山，小孩在上面爬"};
constexpr std::array<Text, 3> kCleaning{"〇好多天没人扫，落叶和烟头一大片", "楼道地面黏糊糊的，不知道洒了什么",
                                        "〇河边漂着不少塑料袋"};
constexpr std::array<Text, 3> kFume{"楼下饭店的油烟直接排到我家窗口", "〇△有人烧东西，烟味呛人",
                                    "附近养猪的臭味，一开窗就进来"};
constexpr std::array<Text, 3> kTree{"〇的树△被风吹倒，压住了路", "〇枯树枝快断了，底下天天有人走",
                                    "大树枝砸在车上了，还挂着半截"};
constexpr std::array<Text, 3> kGreen{"树枝伸到窗户里，白天都要开灯", "〇的草坪被人种了菜",
                                     "绿篱长得太高，出路口看不见车"};
constexpr std::array<Text, 5> kNoise{"楼上△还在拖桌子，孩子睡不着", "〇跳舞的音响太大，到十点都不停",
                                     "隔壁装修中午也不休息，电钻声震耳朵", "对门打麻将到半夜",
                                     "楼下狗叫了一晚上，没法睡"};
constexpr std::array<Text, 4> kDog{"有人遛狗不牵绳，吓到上学的孩子", "〇到处是狗屎，没人清理",
                                   "几条流浪狗在〇，晚上回家不敢走", "邻居的大狗没戴嘴套，电梯里很害怕"};
constexpr std::array<Text, 3> kVendor{"夜宵摊摆到〇人行道上，走路要下马路", "〇流动摊贩喇叭喊个不停，留下满地垃圾",
                                      "门店把货架摆到路中间了"};
constexpr std::array<Text, 3> kShed{"有人在〇搭了个铁皮棚，把过道占了", "一楼把公共绿地围起来当自家院子",
                                    "楼顶加盖阳光房，下面都在担心漏水"};
constexpr std::array<Text, 5> kCable{"有人从四楼拉电线下来给电动车充电", "〇又有飞线充电，插座就吊在雨棚下面",
                                     "窗户里牵出来的插线板淋着雨", "△〇拉了三根电线充电，看着就吓人",
                                     "一楼用晾衣杆挑着电线给三轮车充电"};
constexpr std::array<Text, 3> kIndoor{"有人把电瓶车推进楼道充电", "邻居把电瓶拎回家充，晚上睡觉都担心",
                                      "电动车推进电梯，一股焦味"};
constexpr std::array<Text, 3> kCharger{"〇的充电桩扫码没反应，还照样扣钱", "充电棚三个插座没电",
                                       "充电柜的门坏了，雨水流进去"};
constexpr std::array<Text, 3> kMoreChargers{"〇没有地方充电，大家只好拉线，能不能建个车棚",
                                            "我们这一片三百多户只有八个充电口，根本不够", "希望在〇加几个充电桩"};
constexpr std::array<Text, 3> kEbikes{"单元门口全是电动车，推婴儿车过不去", "〇电动车乱放，把花坛都压坏了",
                                      "摩托车停在楼梯口，进门要侧身"};
constexpr std::array<Text, 4> kNeighbours{"对门把空调水管排到我家窗台，说了几次不听",
                                          "隔壁加高围墙挡了我家采光，想请人来评评理", "楼上晾衣服滴水，两家△吵起来了",
                                          "为了楼道那块地方，两家吵了好几回"};
constexpr std::array<Text, 3> kFee{"物业费涨了却没见公示，想问清楚", "交了停车费还是没位子，物业说管不了",
                                   "公摊电费一个月比一个月多，要个明细"};
constexpr std::array<Text, 3> kWages{"在工地干了三个月，工钱一直拖着不给", "店里辞退我，最后一个月工资没结",
                                     "干活伤了手，老板不认"};
constexpr std::array<Text, 3> kLegal{"租房合同没到期房东要涨租，想问问合不合法", "朋友借钱不还，只有聊天记录能不能起诉",
                                     "老人想立遗嘱，不知道该怎么办"};
constexpr std::array<Text, 4> kErrand{"老人养老认证不会弄，能不能上门帮一下", "想问居住证怎么办理，要带什么材料",
                                      "医保卡丢了怎么补办", "残疾证到期了，腿脚不便，想请人代办"};
constexpr std::array<Text, 3> kIdea{"建议在〇装一面反光镜", "希望〇的健身器材旁边加两条长椅",
                                    "感谢网格员帮忙送老人去医院"};
constexpr std::array<Text, 3> kVisit{"楼上的独居老人△没见出门，麻烦看看",
                                     "隔壁奶奶一个人住，最近走路不稳，想请人多走访",
                                     "父母在老家，想请网格员帮忙看望一下"};
constexpr std::array<Text, 3> kMeal{"老人的午饭△没送到", "想给父亲订长者食堂的餐，怎么报名",
                                    "送来的菜太硬，老人咬不动"};
constexpr std::array<Text, 3> kService{"保安晚上都在睡觉，陌生人随便进", "打了三次报修电话没人理",
                                       "物业说周末不上班，漏水只能等"};
constexpr std::array<Text, 3> kIncome{"电梯广告收的钱用到哪里去了，想看账目", "小区停车收入从没公示过",
                                      "外墙广告是谁签的，业主都不知道"};
constexpr std::array<Text, 4> kVillageRoad{"进村的机耕道被雨水冲出一道沟，三轮车过不去", "水渠堵了，下面几丘田灌不上水",
                                           "组里的路灯坏了，晚上走路看不见", "公厕门坏了，水也没有"};
constexpr std::array<Text, 3> kVillageBooks{"上半年的村务公开栏没更新，想看收支", "合作社的分红什么时候发",
                                            "低保评定的名单贴得太高，老人看不见"};
constexpr std::array<Text, 3> kForestFire{"后山有人烧田坎，烟往林子里飘", "对面坡上冒烟，怕是上坟没灭干净",
                                          "有人在杉木林边烧秸秆"};
constexpr std::array<Text, 2> kBayberry{"杨梅快熟了，想问联村收购点设在哪里", "今年篮球赛怎么报名"};
constexpr std::array<Text, 4> kVague{"这里不对，来看一下", "〇有点问题，说不清，你们看照片", "麻烦来个人",
                                     "照片里这个该归谁管"};

constexpr std::array kTopics{
    Topic{"0101", 8, "", false, kManhole},       Topic{"0102", 22, "", false, kLamp},
    Topic{"0103", 12, "a", false, kWater},       Topic{"0104", 8, "gh", false, kPower},
    Topic{"0105", 3, "al", false, kGas},         Topic{"0106", 24, "efg", false, kDrain},
    Topic{"0201", 12, "", false, kRoad},         Topic{"0202", 26, "", false, kParking},
    Topic{"0203", 6, "", false, kLock},          Topic{"0301", 10, "", false, kLift},
    Topic{"0303", 14, "efg", false, kRoof},      Topic{"0304", 20, "", false, kLeak},
    Topic{"0305", 4, "", false, kFacade},        Topic{"0306", 14, "", false, kDoor},
    Topic{"0307", 18, "", false, kStairs},       Topic{"0402", 22, "", false, kFireLane},
    Topic{"0403", 14, "", false, kClutter},      Topic{"0404", 8, "", false, kExtinguisher},
    Topic{"0405", 5, "", false, kThrow},         Topic{"0501", 30, "fgh", false, kWaste},
    Topic{"0502", 9, "", false, kRubble},        Topic{"0503", 12, "k", false, kCleaning},
    Topic{"0505", 9, "", false, kFume},          Topic{"0601", 4, "dg", false, kTree},
    Topic{"0602", 8, "", false, kGreen},         Topic{"0701", 24, "fgh", false, kNoise},
    Topic{"0702", 12, "", false, kDog},          Topic{"0703", 9, "gh", false, kVendor},
    Topic{"0704", 6, "", false, kShed},          Topic{"0801", 18, "", false, kCable},
    Topic{"0802", 8, "", false, kIndoor},        Topic{"0803", 9, "", false, kCharger},
    Topic{"0804", 6, "", false, kMoreChargers},  Topic{"0805", 16, "", false, kEbikes},
    Topic{"0901", 9, "", false, kNeighbours},    Topic{"0905", 8, "", false, kFee},
    Topic{"0906", 3, "al", false, kWages},       Topic{"1001", 5, "", false, kLegal},
    Topic{"1003", 14, "", false, kErrand},       Topic{"1004", 8, "", false, kIdea},
    Topic{"1103", 7, "al", false, kVisit},       Topic{"1102", 4, "", false, kMeal},
    Topic{"1204", 9, "", false, kService},       Topic{"1205", 5, "", false, kIncome},
    Topic{"1303", 12, "ef", true, kVillageRoad}, Topic{"1301", 6, "", true, kVillageBooks},
    Topic{"1305", 4, "bcd", true, kForestFire},  Topic{"1302", 4, "ef", true, kBayberry},
    Topic{"9901", 8, "", false, kVague},
};

constexpr std::array<Text, 14> kPlaces{"大门口",       "东门",       "南门旁边",   "花坛边上",     "后面那条巷子",
                                       "篮球场旁边",   "转弯的地方", "车棚前面",   "儿童滑梯旁边", "快递柜旁边",
                                       "健身器材那里", "围墙边",     "菜市场那头", "楼下"};
constexpr std::array<Text, 8> kTimes{"昨天晚上",   "今天早上", "这两天", "上周",
                                     "一直到现在", "每天晚上", "前天",   "中午"};
constexpr std::array<Text, 8> kOpenings{"", "", "", "您好，", "请问，", "麻烦看一下，", "网格员你好，", "反映一下："};
constexpr std::array<Text, 9> kPleas{"。",
                                     "。",
                                     "。",
                                     "，请尽快处理。",
                                     "，谢谢！",
                                     "，已经好几天了。",
                                     "，希望能来看看。",
                                     "，家里有老人。",
                                     "，说过一次没人管。"};
constexpr std::array<Text, 5> kAgain{"我家也是，", "同样的问题：", "我们这栋也反映，", "再报一次，",
                                     "邻居们都看到了，"};

constexpr std::array<Text, 4> kReject{"经核实不属于本平台受理范围，已电话说明。",
                                      "现场查看未发现所述情况，已告知居民。", "内容与公共事务无关，已联系本人解释。",
                                      "属于个人家务，已建议自行协商。"};
constexpr std::array<Text, 3> kRedirect{"事项由法院正在审理，已告知按诉讼程序办理。", "属于外县辖区，已转告当地热线。",
                                        "属信访事项，已告知信访渠道。"};
constexpr std::array<Text, 2> kVoid{"居民来电说明已自行解决。", "重复立案，作废处理。"};
constexpr std::array<Text, 2> kPassUp{"现场处理不了，需要专业单位维修。", "需要动用工具和材料，网格里没有。"};
constexpr std::array<Text, 4> kReturn{"该位置不在我单位管护范围内。", "产权属于业主个人，不归物业维修。",
                                      "需先由社区协调，我单位才能施工。", "经查为市政管网问题，请改派。"};
constexpr std::array<Text, 3> kRedispatch{"已与双方核对，改派给责任单位。", "按权属资料重新派单。",
                                          "按管护合同应由该单位处理。"};
constexpr std::array<Text, 3> kArbitrate{"召集双方现场会商，确定由该单位负责。", "依据移交清单裁定，按此执行。",
                                         "首接负责，先处理再厘清责任。"};
constexpr std::array<Text, 4> kExtend{"配件要从外地发货，预计三天到。", "连日下雨无法施工，申请顺延。",
                                      "需停水施工，要先通知住户。", "正在走采购程序。"};
constexpr std::array<Text, 2> kRefuseExtension{"影响较大，请先做临时处置。", "理由不充分，请按时完成。"};
constexpr std::array<Text, 3> kSuspend{"涉及整条管网改造，待县里立项。", "需业主大会表决后才能动工。",
                                       "当事人外出，约定回来后再调解。"};
constexpr std::array<Text, 2> kResume{"条件已具备，继续办理。", "当事人已回，恢复处理。"};
constexpr std::array<Text, 3> kFailCheck{"现场还有一半没清理。", "照片角度不对，未看到处理结果。",
                                         "修好的地方又松了，请重做。"};
constexpr std::array<Text, 5> kRefuse{"第二天又一样了。", "只修了一处，另一处没动。", "还在漏，没有解决。",
                                      "人走了车又停回来了。", "味道还是很大。"};
constexpr std::array<Text, 2> kReopen{"又坏了，请再来看看。", "好了几天，问题又出现了。"};
constexpr std::array<Text, 2> kForce{"多次联系不上报告人，现场已处理完毕，附走访记录。",
                                     "问题已随改造工程解决，报告人已搬离。"};
constexpr std::array<Text, 3> kConfirm{"处理得很快，谢谢。", "已经好了。", "满意。"};
constexpr std::array<Text, 4> kHandled{"已处理完毕，现场照片见附件。", "已维修并试用正常。", "已劝离并清理现场。",
                                       "已上门解决，住户在场。"};
constexpr std::array<Text, 2> kWithdraw{"自己解决了，不用来了。", "报错地方了，撤回。"};
constexpr std::array<Text, 2> kUrge{"怎么还没有人来？", "请快一点，影响很大。"};

struct Reasons {
  Text step;
  Sentences sentences;
};
constexpr std::array kReasons{
    Reasons{"reject", kReject},       Reasons{"redirect", kRedirect}, Reasons{"void", kVoid},
    Reasons{"pass_up", kPassUp},      Reasons{"return", kReturn},     Reasons{"redispatch", kRedispatch},
    Reasons{"arbitrate", kArbitrate}, Reasons{"extend", kExtend},     Reasons{"refuse_extension", kRefuseExtension},
    Reasons{"suspend", kSuspend},     Reasons{"resume", kResume},     Reasons{"fail_check", kFailCheck},
    Reasons{"refuse", kRefuse},       Reasons{"reopen", kReopen},     Reasons{"force", kForce},
    Reasons{"confirm", kConfirm},     Reasons{"handled", kHandled},   Reasons{"withdraw", kWithdraw},
    Reasons{"urge", kUrge},
};

void replace_mark(std::string& text, Text mark, Text with) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size()))
    text.replace(at, mark.size(), with);
}

std::string told(const Topic& topic, Text opening, Random& random) {
  std::string text = std::string(opening) + std::string(random.pick(topic.sentences));
  replace_mark(text, "〇", random.pick(kPlaces));
  replace_mark(text, "△", random.pick(kTimes));
  return text + std::string(random.pick(kPleas));
}

}  // namespace

std::span<const Topic> topics() { return kTopics; }

std::string report_text(const Topic& topic, Random& random) { return told(topic, random.pick(kOpenings), random); }
std::string repeat_text(const Topic& topic, Random& random) { return told(topic, random.pick(kAgain), random); }

Sentences reasons_for(std::string_view step) {
  for (const Reasons& reasons : kReasons)
    if (reasons.step == step) return reasons.sentences;
  return {};
}

}  // namespace mashang::demo
