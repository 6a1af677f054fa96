// Grids planned at the desk: a draft from today, a building moved across the border, the comparison, the adoption; the next report goes to the new grid; the undoing.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, phone, stage } from './harness.mjs';
import { assertAccessible, openTodo, picture, report, signIn } from './screens.mjs';

const kName = '冬季调整';
const kWithNewGrid = '新设一个网格';
const kWhileAdopted = '楼道的灯又不亮了，晚上看不见路';
const scene = stage();
const { meet } = scene;

describe('grids', { timeout: 600_000 }, () => {
  let commander, leader, resident, ground, from, to, building;

  /** What the server says to this person. */
  const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);
  const planId = () => Number(/\/grids\/(\d+)/.exec(commander.url())[1]);
  const plan = () => ask(commander, `/api/v1/grid-plans/${planId()}`);
  const ready = (page, count = 1) => page.locator('.plan-map[data-ready]').nth(count - 1).waitFor();
  const gridOf = async (id) => {
    const now = await plan();
    return now.grids[now.buildings.find((one) => one.id === id).grid];
  };
  const openTab = (name) => commander.locator(`[data-tab=${name}]`).click();
  async function openGrid(name) {
    const back = commander.locator('.detail header button');
    if (await back.isVisible()) await back.click();
    await commander.locator('.grid-list li button', { hasText: name }).first().click();
    await commander.locator('.detail h2', { hasText: name }).waitFor();
  }
  /** Chooses a building in its grid's list and moves it; true when the server did it, otherwise the refusal is shown. */
  async function move(id, target) {
    await commander.locator(`[data-building="${id}"]`).check();
    await commander.locator('#move-to').selectOption(String(target.number));
    const answered = commander.waitForResponse((answer) => answer.url().endsWith('/edits'));
    await commander.locator('[data-step=move]').click();
    const isDone = (await answered).ok();
    if (isDone) await commander.locator('.selection').waitFor({ state: 'detached' });
    else await commander.locator('.selection .refusal').waitFor();
    return isDone;
  }
  /** A new door code for a household of this building. */
  async function doorOf(id) {
    return commander.evaluate(async (parent) => {
      const read = async (path) => (await fetch(path)).json();
      let place = { id: parent, kind: 'building' };
      while (place.kind !== 'household')
        [place] = (await read(`/api/v1/places?parent=${place.id}`)).items;
      const { csrf_token } = await read('/api/v1/session');
      const answer = await fetch(`/api/v1/places/${place.id}/door-codes`, {
        method: 'POST',
        headers: { 'X-CSRF-Token': csrf_token, 'Idempotency-Key': crypto.randomUUID() },
      });
      return (await answer.json()).token;
    }, id);
  }
  async function adopt() {
    await openTab('adopt');
    if (await commander.locator('#adopt-reason').isVisible())
      await commander.locator('#adopt-reason').fill('边界调整，户数下次再补');
    await commander.locator('[data-step=ask]').click();
    await commander.locator('[data-step=adopt]').click();
    await commander.locator('[data-step=undo]').waitFor();
  }

  before(async () => {
    const { logins, password } = scene.county.demo;
    commander = await meet(desk);
    leader = await meet(phone);
    resident = await meet(phone);
    await signIn(commander, 'console', logins.county_officer, password);
    ground = await ask(commander, '/api/v1/grid-plans/ground');
    // The grid of the leader who can be signed in as: what is moved into it is hers.
    await signIn(leader, 'field', logins.grid_leader, password);
    const led = (await ask(leader, '/api/v1/session')).grants.find((one) => one.role === 'grid_leader').place;
    to = ground.grids.find((one) => one.id === led.id);
  });

  it('ANewPlanBeginsFromToday', async () => {
    await commander.goto('/console/grids');
    await commander.locator('nav a[href$="/grids"]').waitFor();
    await commander.locator('#plan-name').fill(kName);
    await assertAccessible(commander, 'console/grids');
    await commander.locator('[data-step=begin]').click();
    await commander.waitForURL(/\/grids\/\d+$/);
    await ready(commander);
    const begun = await plan();
    assert.equal(begun.head.name, kName);
    assert.equal(begun.head.state, 'draft');
    assert.equal(begun.grids.length, ground.grids.length);
    for (const one of ground.buildings)
      assert.equal(begun.grids[begun.buildings.find(({ id }) => id === one.id).grid].id, one.grid_id);
    await assertAccessible(commander, 'console/grids/:id');
    await picture(commander, 'grids-editor');
  });

  it('WhatDoesNotTouchIsRefusedInWordsAndNothingIsMoved', async () => {
    const { grids } = await plan();
    const target = grids.find((one) => one.id === to.id);
    const away = (one) => Math.hypot(one.middle.lon - target.middle.lon, one.middle.lat - target.middle.lat);
    const [far] = [...grids].sort((a, b) => away(b) - away(a));
    const id = ground.buildings.find((one) => one.grid_id === far.id).id;
    await openGrid(far.name);
    assert.equal(await move(id, target), false);
    assert.match(await commander.locator('.selection .refusal').innerText(), /不相邻/);
    assert.equal((await gridOf(id)).id, far.id);
    await assertAccessible(commander, 'a refused move');
    await picture(commander, 'grids-refused');
    await commander.locator('.selection .steps .is-quiet').click();
  });

  it('ABuildingAtTheBorderGoesToTheNeighbour', async () => {
    const now = await plan();
    const target = now.grids.find((one) => one.id === to.id);
    const mine = ground.buildings.filter((one) => one.grid_id === to.id);
    const gap = (one) => Math.min(...mine.map((other) => Math.hypot(one.lon - other.lon, one.lat - other.lat)));
    const nearest = ground.buildings
      .filter((one) => one.grid_id !== to.id && one.households > 0 && one.community_id === mine[0].community_id)
      .sort((a, b) => gap(a) - gap(b))
      .slice(0, 8);
    // The nearest one may be what holds its own grid together, or lie beyond a river: then the next.
    for (const one of nearest) {
      from = now.grids.find((grid) => grid.id === one.grid_id);
      await openGrid(from.name);
      if (await move(one.id, target)) {
        building = one;
        break;
      }
      await commander.locator('.selection .steps .is-quiet').click();
    }
    assert.ok(building, 'one of the eight nearest buildings can be moved');
    const after = await plan();
    assert.equal((await gridOf(building.id)).id, to.id);
    assert.equal(after.grids[target.number].households, target.households + building.households);
    assert.equal(after.can_take_back, true);
  });

  it('OneStepBackAndAgainIsTheSamePlan', async () => {
    await commander.locator('[data-step=take_back]').click();
    await commander.locator('[data-step=take_back][disabled]').waitFor();
    assert.equal((await gridOf(building.id)).id, from.id);
    await openGrid(from.name);
    const target = (await plan()).grids.find((one) => one.id === to.id);
    assert.ok(await move(building.id, target));
  });

  it('ComparedWithTodayTheBuildingIsWhatDiffers', async () => {
    const id = planId();
    await commander.locator('a[href*="/grids/compare"]').click();
    await ready(commander, 2);
    await commander.locator('.result table').waitFor();
    assert.match(await commander.locator('.compare-page header [role=status]').innerText(), /^1 /);
    await commander.locator('summary').click();
    assert.match(await commander.locator('.result details li').innerText(), new RegExp(`${from.name} → ${to.name}`));
    await assertAccessible(commander, 'console/grids/compare');
    await picture(commander, 'grids-compared');
    await commander.goto(`/console/grids/${id}`);
    await ready(commander);
  });

  it('AdoptedTodayItIsReadOnlyAndCanBeUndone', async () => {
    await adopt();
    const { head } = await plan();
    assert.equal(head.state, 'adopted');
    assert.ok(Date.parse(head.undo_until) > Date.now());
    const now = await ask(commander, '/api/v1/grid-plans/ground');
    assert.equal(now.buildings.find((one) => one.id === building.id).grid_id, to.id);
    assert.equal(await commander.locator('[data-step=take_back]').count(), 0);
    await assertAccessible(commander, 'an adopted plan');
    await picture(commander, 'grids-adopted');
  });

  it('TheNextReportFromThatBuildingIsTheNewLeaders', async () => {
    await report(resident, await doorOf(building.id), { text: kWhileAdopted, files: [] });
    await leader.goto('/field/');
    const id = await openTodo(leader, kWhileAdopted);
    const { place } = await ask(leader, `/api/v1/cases/${id}`);
    assert.ok(place.name.startsWith(building.label), `${place.name} is in ${building.label}`);
  });

  it('UndoneTheGridsAreAsBeforeAndTheOldLeaderHasTheNextReport', async () => {
    await commander.locator('[data-step=undo]').click();
    await commander.locator('.head .chip', { hasText: '已撤销' }).waitFor();
    const now = await ask(commander, '/api/v1/grid-plans/ground');
    assert.equal(now.buildings.find((one) => one.id === building.id).grid_id, from.id);
    const text = '垃圾桶满了两天没有人来收';
    await report(resident, await doorOf(building.id), { text, files: [] });
    await leader.goto('/field/');
    await leader.locator('#app').waitFor();
    await leader.waitForTimeout(1500);
    for (const one of [text, kWhileAdopted])
      assert.equal(await leader.locator('[data-case]', { hasText: one }).count(), 0);
  });

  it('ANewGridIsGivenALeaderWhoHasTheNextReportFromThere', async () => {
    await commander.goto('/console/grids');
    await commander.locator('#plan-name').fill(kWithNewGrid);
    await commander.locator('[data-step=begin]').click();
    await commander.waitForURL(/\/grids\/\d+$/);
    await ready(commander);
    await openGrid(from.name);
    const answered = commander.waitForResponse((answer) => answer.url().endsWith('/edits'));
    await commander.locator('[data-step=split]').click();
    assert.ok((await answered).ok());
    const founded = (await plan()).grids.at(-1);
    assert.equal(founded.id, null);
    await openGrid(founded.name);
    const option = commander.locator('#appoint-leader option', { hasText: to.name }).first();
    await option.waitFor({ state: 'attached' });
    const appointing = commander.waitForResponse((answer) => answer.url().endsWith('/edits'));
    await commander.locator('#appoint-leader').selectOption(await option.getAttribute('value'));
    assert.ok((await appointing).ok());
    await assertAccessible(commander, 'a new grid and its people');
    await picture(commander, 'grids-appointed');
    const drawn = await plan();
    assert.ok(drawn.grids.at(-1).leader);
    const isInhabited = (id) => ground.buildings.find((one) => one.id === id).households > 0;
    const home = drawn.buildings.find(({ id, grid }) => grid === founded.number && isInhabited(id));
    await adopt();
    const text = '新网格里的第一件事：井盖松了';
    await report(resident, await doorOf(home.id), { text, files: [] });
    await leader.goto('/field/');
    await openTodo(leader, text);
  });

  it('CommunityOfficersReadAndDoNotWrite', async () => {
    const { logins, password } = scene.county.demo;
    const officer = await meet(desk);
    await signIn(officer, 'console', logins.community_officer, password);
    await officer.locator('nav a[href$="/grids"]').click();
    await officer.locator('tbody tr', { hasText: kName }).waitFor();
    assert.equal(await officer.locator('#plan-name').count(), 0);
    await officer.locator('tbody th a').first().click();
    await ready(officer);
    assert.equal(await officer.locator('[data-step]').count(), 0);
    await assertAccessible(officer, 'a plan that is only read');
  });

  it('OnAPhoneThePanelLiesBelowTheMap', async () => {
    const { logins, password } = scene.county.demo;
    const outside = await meet(phone);
    await signIn(outside, 'console', logins.county_officer, password);
    await outside.goto(`/console/grids/${planId()}`);
    await ready(outside);
    const map = await outside.locator('.plan-map').boundingBox();
    const panel = await outside.locator('.panel').boundingBox();
    assert.ok(panel.y >= map.y + map.height - 1);
    assert.equal(await outside.evaluate(() => document.documentElement.scrollWidth), 360);
    await assertAccessible(outside, 'a plan on a phone');
  });

  it('NoPageFailed', () => {
    assert.deepEqual(scene.errors(), []);
  });
});
