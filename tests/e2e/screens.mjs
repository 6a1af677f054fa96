// What people do on the three front ends, in the words of their screens.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './harness.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export async function signIn(page, app, login, password) {
  await page.goto(`/${app}/sign-in`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

export async function picture(page, name) {
  await page.screenshot({ path: join(output, `${name}.png`) });
}

/** No serious or critical violation of WCAG as axe-core sees it. */
export async function assertAccessible(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const bad = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = bad.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
  assert.deepEqual(told, [], `${name} is not accessible`);
}

/** Waits for it; when it does not come, says what the page shows instead. */
async function seen(page, selector) {
  try {
    await page.locator(selector).waitFor();
  } catch (error) {
    throw new Error(`${error.message}\nThe page shows: ${await page.locator('body').innerText()}`);
  }
}

/** Fills the form behind a door code and sends it; gives the private link's address and when the report was sent. */
export async function report(page, door, { text, files }) {
  await page.goto(`/d/${door}`);
  await seen(page, 'form.report');
  if (files.length) {
    await page.locator('input[type=file][capture]').setInputFiles(files[0]);
    for (const file of files.slice(1)) await page.locator('input[type=file][multiple]').setInputFiles(file);
    await page.locator('.strip-note.done').nth(files.length - 1).waitFor();
  }
  await page.locator('form.report textarea').fill(text);
  await page.locator('form.report button[type=submit]').click();
  await page.waitForURL(/\/c\//);
  const sentAt = await page.evaluate(() => {
    const sent = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/reports'));
    return performance.timeOrigin + sent[sent.length - 1].startTime;
  });
  return { link: new URL(page.url()).pathname, sentAt };
}

/** Notes, from now on, when a to-do with these words comes onto the open list; `arrival()` waits for it. */
export async function watchFor(page, words) {
  await page.evaluate((wanted) => {
    globalThis.arrivedAt = null;
    const look = () => {
      if (globalThis.arrivedAt || !document.querySelector('#app').textContent.includes(wanted)) return;
      globalThis.arrivedAt = Date.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, words);
  return {
    async arrival() {
      // The pages' content security policy forbids what waitForFunction does.
      for (let waited = 0; waited < 15_000; waited += 20) {
        if (await page.evaluate(() => globalThis.arrivedAt)) break;
        await page.waitForTimeout(20);
      }
      return page.evaluate(() => globalThis.arrivedAt);
    },
  };
}

/** Opens the to-do with these words, on the phone or at the desk; gives the case's id. */
export async function openTodo(page, words) {
  const todo = page.locator('[data-case]', { hasText: words }).first();
  await todo.waitFor();
  const id = Number(await todo.getAttribute('data-case'));
  await todo.click();
  // A list that changes in the middle of a tap swallows it; a person taps again.
  const opened = page.locator('.sheet').waitFor({ timeout: 5_000 });
  await opened.catch(async () => {
    if (await todo.isVisible()) await todo.click();
  });
  await seen(page, '.sheet');
  return id;
}

const sheetIn = (page, state) => page.locator(`.sheet[data-state=${state}]`);

/** Takes one step on the open case and waits until the case is in the state that follows. */
export async function act(page, action, state, { reason, files, organisation } = {}) {
  await page.locator(`[data-action=${action}]`).click();
  const form = page.locator('form.action-form');
  await form.waitFor();
  if (organisation) {
    const offer = form.locator('.choice', { hasText: organisation });
    await offer.locator('input').check();
  }
  if (files) {
    await form.locator('input[type=file][multiple]').setInputFiles(files);
    await form.locator('.items .is-done').nth(files.length - 1).waitFor();
  }
  if (reason) await form.locator('textarea').fill(reason);
  await form.locator('button[type=submit]').click();
  await sheetIn(page, state).waitFor();
}

/** The resident's page reads again by itself when it is looked at again. */
export async function answer(page, link, isSolved, reason) {
  await page.goto(link);
  await page.locator('.answer').waitFor();
  await page.locator('.answer-buttons button').nth(isSolved ? 0 : 1).click();
  if (!isSolved) {
    const form = page.locator('.answer form');
    await form.locator('textarea').fill(reason);
    await form.locator('button[type=submit]').click();
  }
  await page.locator('.answer').waitFor({ state: 'detached' });
}

/** What the server says of the case behind the page's link. */
export function linked(page) {
  return page.evaluate(async () => {
    const token = globalThis.location.pathname.split('/')[2];
    return (await fetch(`/api/v1/links/${token}`)).json();
  });
}
