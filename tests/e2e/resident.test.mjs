// The resident's own pages: readable by everybody, in both languages, with a bad signal, and honest about the time-out.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { desk, phone, stage } from './harness.mjs';
import { photo } from './pictures.mjs';
import { act, assertAccessible, linked, openTodo, picture, report, signIn } from './screens.mjs';

const kGreen = [47, 125, 79];

const scene = stage();
const { meet } = scene;

describe('the resident’s pages', { timeout: 600_000 }, () => {
  let resident, leader, property;

  before(async () => {
    const { logins, password } = scene.county.demo;
    resident = await meet(phone);
    leader = await meet(phone);
    property = await meet(phone);
    await signIn(leader, 'field', logins.grid_leader, password);
    await signIn(property, 'field', logins.property_staff, password);
  });

  /** The two phones bring the case to where the work has begun. */
  async function begin(text) {
    await leader.goto('/field/');
    await openTodo(leader, text);
    await act(leader, 'accept', 'accepted');
    await act(leader, 'dispatch', 'dispatched', { organisation: '物业' });
    await property.goto('/field/');
    await openTodo(property, text);
    await act(property, 'start', 'in_progress');
  }

  /** And on to where the resident is asked. */
  async function solve(text) {
    await begin(text);
    await act(property, 'handle', 'handled', { reason: '修好了', files: [photo('done', kGreen)] });
    await leader.goto('/field/');
    await openTodo(leader, text);
    await act(leader, 'pass_check', 'awaiting_confirmation');
  }

  it('OneLostRequestDoesNotHideTheForm', async () => {
    let asked = 0;
    await resident.route('**/api/v1/door/*', (route) => (asked++ === 0 ? route.abort() : route.fallback()));
    await resident.goto(`/d/${scene.county.demo.door_token}`);
    await resident.locator('form.report').waitFor();
    await resident.locator('.door-here').waitFor();
    assert.ok(asked >= 2, 'the address was asked for again without a tap');
    await resident.unroute('**/api/v1/door/*');
  });

  it('EveryScreenIsAccessible', async () => {
    await resident.goto(`/d/${scene.county.demo.door_token}`);
    await resident.locator('form.report').waitFor();
    await assertAccessible(resident, 'door');
    await resident.locator('.report-more').click();
    await resident.locator('input[type=file][multiple]').setInputFiles(photo('door'));
    await resident.locator('.strip-note.done').waitFor();
    await assertAccessible(resident, 'door with a photo and a contact');
    await report(resident, scene.county.demo.door_token, { text: '楼道里的灯坏了', files: [photo('lamp')] });
    await resident.locator('.headline').waitFor();
    await assertAccessible(resident, 'case link');
    await resident.goto('/my');
    await resident.locator('.my-list').waitFor();
    await assertAccessible(resident, 'my reports');
    await resident.goto('/');
    await resident.locator('h1').waitFor();
    await assertAccessible(resident, 'home');
    await resident.goto('/report');
    await resident.locator('form.report').waitFor();
    await assertAccessible(resident, 'report without a code');
    await resident.goto('/d/not-a-door-code-at-all');
    await resident.locator('.notice.error').waitFor();
    await assertAccessible(resident, 'a code that is gone');
  });

  it('TheTimeOutIsAnnouncedBeforehandAndThenWithItsDate', async () => {
    const text = '单元门的闭门器坏了，门关不上';
    const { link } = await report(resident, scene.county.demo.door_token, { text, files: [] });
    const { confirm_days: days } = await resident.evaluate(async () => (await fetch('/api/v1/county')).json());
    const later = resident.locator('.headline-later');
    await later.waitFor();
    assert.match(await later.innerText(), new RegExp(`${days}天内没有回答.*超时`));

    await solve(text);
    await resident.goto(link);
    await resident.locator('.answer').waitFor();
    await assertAccessible(resident, 'case link that asks');
    const { confirm_deadline: deadline } = await linked(resident);
    const date = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' }).format(
      new Date(deadline),
    );
    const told = await resident.locator('.answer-timeout').innerText();
    assert.ok(told.includes(date) && told.includes('超时'), `"${told}" names ${date}`);
    await picture(resident, 'resident-time-out');
  });

  it('InEnglishFromTheReportToTheYes', async () => {
    const english = await meet(phone, 'en-GB');
    const text = 'The lamp at the gate of block 14 is dark';
    const { link } = await report(english, scene.county.demo.door_token, { text, files: [photo('gate')] });
    await english.getByRole('heading', { name: 'The grid leader has it and is looking' }).waitFor();
    assert.equal(await english.evaluate(() => document.documentElement.lang), 'en');
    await solve(text);
    await english.goto(link);
    await english.getByRole('heading', { name: 'Is it solved?' }).waitFor();
    await picture(english, 'resident-asked-in-english');
    await english.getByRole('button', { name: 'Solved', exact: true }).click();
    await english.getByText('Confirmed as solved by the reporter').waitFor();
    assert.equal((await linked(english)).close_reason, 'resident_confirmed');
  });

  it('MoreTimeIsAskedForOnOnePhoneAndGrantedOnAnother', async () => {
    const text = '小区围墙裂了一条缝，要请人来加固';
    const { link } = await report(resident, scene.county.demo.door_token, { text, files: [] });
    await begin(text);
    await resident.goto(link);
    await resident.locator('.headline').waitFor();
    const before = (await linked(resident)).deadline;
    await act(property, 'request_extension', 'extension_pending', { reason: '材料后天才到' });
    await leader.goto('/field/');
    await openTodo(leader, text);
    await picture(leader, 'leader-decides-on-more-time');
    await act(leader, 'grant_extension', 'in_progress', { reason: '同意' });
    const { deadline, state } = await linked(resident);
    assert.equal(state, 'in_progress');
    assert.ok(Date.parse(deadline) > Date.parse(before), `${deadline} is later than ${before}`);
    await property.goto('/field/');
    await openTodo(property, text);
    await property.locator('[data-action=handle]').waitFor();
  });

  it('SigningOutEndsThePagesOwnStream', async () => {
    const officer = await meet(desk);
    const { logins, password } = scene.county.demo;
    await signIn(officer, 'console', logins.community_officer, password);
    await officer.locator('.line.is-live').waitFor();
    const ended = officer.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/v1/events'));
    const asked = [];
    await officer.locator('header .button').last().click();
    await ended;
    officer.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await officer.locator('#login').waitFor();
    await officer.waitForTimeout(1500);
    assert.ok(!asked.includes('/api/v1/events'), 'no stream is opened again');
  });

  it('NoPageFailed', () => {
    assert.deepEqual(scene.errors(), []);
  });
});
