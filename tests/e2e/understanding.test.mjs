// What is understood of free words: where, down to the flat; what kind, corrected by a person; and what is known already.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, phone, stage } from './harness.mjs';
import { act, assertAccessible, linked, openTodo, picture, report, signIn } from './screens.mjs';

const kLeak = '新城小区14栋401楼上漏水，家里都潮了';
const kLeakCode = '0304';
const kCorrectedCode = '0303';
const kLearnedWithinMs = 60_000;

const scene = stage();
const { meet } = scene;

describe('what is understood', { timeout: 600_000 }, () => {
  let resident, leader, commander, kinds, leakId;

  before(async () => {
    const { logins, password } = scene.county.demo;
    resident = await meet(phone);
    leader = await meet(phone);
    commander = await meet(desk);
    await signIn(leader, 'field', logins.grid_leader, password);
    await signIn(commander, 'console', logins.county_officer, password);
    const { items } = await (await fetch(`${scene.county.origin}/api/v1/categories`)).json();
    kinds = new Map(items.map((one) => [one.code, one.name_zh]));
  });

  const kindLine = (page, code) => page.locator('.understood-kind', { hasText: kinds.get(code) });
  const question = (page, words) => page.locator('.choice-rows', { hasText: words });

  async function writeWithoutCode(page, text) {
    await page.goto('/');
    await page.locator('a[href="/report"]').click();
    await page.locator('form.report textarea').fill(text);
  }

  async function send(page) {
    await page.locator('form.report button[type=submit]').click();
    await page.waitForURL(/\/c\//);
  }

  it('WithoutACodeTheWordsSayWhatAndWhereAndOneTapConfirmsIt', async () => {
    await resident.goto('/');
    await resident.locator('h1').waitFor();
    await picture(resident, 'home-without-code');
    await writeWithoutCode(resident, kLeak);
    await kindLine(resident, kLeakCode).waitFor();
    const where = question(resident, '是在这里吗');
    assert.match(await where.locator('label').first().innerText(), /新城小区14栋401/);
    assert.match(await resident.locator('.understood-suspected').innerText(), /501.*不怪谁/s);
    await assertAccessible(resident, 'report without a code');

    await resident.locator('form.report button[type=submit]').click();
    await resident.locator('.report-missing').waitFor();
    assert.ok(!resident.url().includes('/c/'), 'she is asked where it is before it is sent');
    await picture(resident, 'report-without-code-asked');
    await where.locator('input').first().check();
    await picture(resident, 'report-without-code');
    await send(resident);
    await resident.locator('.headline').waitFor();
    assert.match((await linked(resident)).place, /新城小区14栋/);

    await leader.goto('/field/');
    leakId = await openTodo(leader, kLeak);
    await leader.getByText('没有扫码').waitFor();
    await leader.locator('.read-place', { hasText: '501' }).waitFor();
    await assertAccessible(leader, 'case with a place that was read');
    await picture(leader, 'leader-place-read');
  });

  it('WhatANeighbourReportedIsKnownAndMeTooJoinsIt', async () => {
    const neighbour = await meet(phone);
    await neighbour.goto(`/d/${scene.county.demo.door_token}`);
    await neighbour.locator('form.report').waitFor();
    await neighbour.locator('form.report textarea').fill('楼上漏水，家里都潮了，天花板湿了一大片');
    const known = question(neighbour, '我也一样');
    await known.waitFor();
    assert.ok(await known.locator('input').last().isChecked(), 'nothing is joined without a tap');
    const mine = known.locator(`input[value="${leakId}"]`);
    await mine.check();
    await known.locator('input').last().check();
    await mine.check();
    await assertAccessible(neighbour, 'a matter that is known');
    await picture(neighbour, 'neighbour-me-too');
    await send(neighbour);
    const { number } = await leader.evaluate(async (id) => (await fetch(`/api/v1/cases/${id}`)).json(), leakId);
    await neighbour.getByText(`已和 ${number} 号事项一起办`).waitFor();
    assert.equal((await linked(neighbour)).state, 'merged');
    assert.equal(await neighbour.locator('.actions li', { hasText: '并案' }).count(), 0);
    await picture(neighbour, 'neighbour-joined');
  });

  it('WhoeverMergesIsOfferedTheSameMatterFirst', async () => {
    const text = '14栋楼上漏水，家里墙都潮了，找谁修';
    await report(resident, scene.county.demo.door_token, { text, files: [] });
    await leader.goto('/field/');
    await openTodo(leader, text);
    await leader.locator('[data-action=merge]').click();
    const offer = leader.locator('form.action-form .choice').first();
    await offer.waitFor();
    assert.match(await offer.innerText(), /同一|附近|相近/);
    await assertAccessible(leader, 'merging');
    await picture(leader, 'leader-merges');
  });

  it('OneCorrectionTeachesTheNextReportWithinAMinute', async () => {
    await leader.goto('/field/');
    await openTodo(leader, kLeak);
    await act(leader, 'accept', 'accepted');
    await leader.locator('[data-action=classify]').click();
    const form = leader.locator('form.action-form');
    await form.locator('.suggestion').first().waitFor();
    await form.locator('.opener').click();
    await form.locator('input[type=search]').fill(kCorrectedCode);
    await form.locator('.choice').first().click();
    await form.locator('button[type=submit]').click();
    await form.waitFor({ state: 'detached' });

    const began = Date.now();
    const next = kLeak.replace('401', '302');
    await writeWithoutCode(resident, next);
    for (let again = 1; !(await kindLine(resident, kCorrectedCode).isVisible()); again++) {
      assert.ok(Date.now() - began < kLearnedWithinMs, `not learned: ${await resident.locator('form').innerText()}`);
      await resident.waitForTimeout(2000);
      // Other words to be asked about, the same matter.
      await resident.locator('form.report textarea').fill(next + '。'.repeat(again % 2));
    }
    await picture(resident, 'kind-corrected');
  });

  it('TheDeskSeesWhatIsHotAndHowOftenPeopleAgree', async () => {
    await commander.goto('/console/hot');
    await commander.locator('.matter, .empty').first().waitFor({ timeout: 60_000 });
    await assertAccessible(commander, 'console/hot');
    await picture(commander, 'console-hot');
    await commander.locator('nav a[href$="/quality"]').click();
    await commander.locator('tbody tr').first().waitFor();
    assert.match(await commander.locator('tfoot').innerText(), /\d+ \/ \d+/);
    await assertAccessible(commander, 'console/quality');
    await picture(commander, 'console-quality');
  });

  it('OnlyTheCountySeesHowOftenPeopleAgree', async () => {
    const { logins, password } = scene.county.demo;
    const officer = await meet(desk);
    await signIn(officer, 'console', logins.community_officer, password);
    await officer.locator('nav a[href$="/hot"]').waitFor();
    assert.equal(await officer.locator('nav a[href$="/quality"]').count(), 0);
    await officer.goto('/console/quality');
    await officer.locator('[role=alert]').waitFor();
  });

  it('NoPageFailed', () => {
    assert.deepEqual(scene.errors(), []);
  });
});
