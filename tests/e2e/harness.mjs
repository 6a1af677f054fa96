// A freshly made demo county behind a real server, and real browsers in front of it.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { chromium } = createRequire(join(root, 'web/package.json'))('playwright-core');

export const output = join(here, 'output');
export const binary = process.env.MASHANG_BIN ?? join(root, 'build/dev/mashang');
/** Pages to try instead of those built into the binary (a folder such as web/dist). */
const pages = process.env.MASHANG_PAGES;
export const realMedia = resolve(root, '../shared/data/media_uploads');
export const hasRealMedia = existsSync(realMedia);

export const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
export const desk = { viewport: { width: 1440, height: 900 } };

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Demo county and server in a temporary folder; `await county.stop()` removes both. */
export async function startCounty() {
  mkdirSync(output, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'mashang-e2e-'));
  const data = join(folder, 'data');
  const made = execFileSync(binary, ['demo', '--seed', '1', '--json', '--data', data], { encoding: 'utf8' });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let server;
  async function launch() {
    server = spawn(
      binary,
      ['serve', '--data', data, '--port', String(port), '--public-url', origin, '--log-level', 'warn'],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    for (let tries = 0; tries < 200; tries++) {
      const ready = await fetch(`${origin}/readyz`).catch(() => null);
      if (ready?.ok) return;
      await new Promise((again) => setTimeout(again, 100));
    }
    throw new Error('the server did not become ready within 20 s');
  }
  async function end(signal) {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await ended;
  }
  await launch();
  return {
    origin,
    data,
    demo: JSON.parse(made),
    verify: () => execFileSync(binary, ['verify', '--data', data], { encoding: 'utf8' }),
    /** Killed without a word, and started again on the same data. */
    async killAndRestart() {
      await end('SIGKILL');
      await launch();
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
}

/** Answers for everything but the API from the folder `pages`, as the server would. */
async function servePages(context) {
  await context.route(
    (url) => !/^\/(api|healthz|readyz)/.test(url.pathname),
    (route) => {
      const { pathname } = new URL(route.request().url());
      const app = /^\/(field|console)(\/|$)/.exec(pathname)?.[1] ?? 'resident';
      const file = join(pages, pathname);
      const isFile = existsSync(file) && statSync(file).isFile();
      return route.fulfill({ path: isFile ? file : join(pages, app, 'index.html') });
    },
  );
}

/** A page of its own person: own cookies, own language. Every page error and failed assertion of the page is kept. */
export async function person(browser, county, kind, language = 'zh-CN') {
  const context = await browser.newContext({ ...kind, baseURL: county.origin, locale: language });
  if (pages) await servePages(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, context, errors };
}

/** For one file of tests: a county and a browser before them, gone after them; `meet` gives a new person's page. */
export function stage() {
  const people = [];
  let browser;
  const scene = {
    county: null,
    async meet(kind, language) {
      const met = await person(browser, scene.county, kind, language);
      people.push(met);
      return met.page;
    },
    /** Whatever went wrong on any page so far. */
    errors: () => people.flatMap(({ errors }) => errors),
  };
  before(async () => {
    scene.county = await startCounty();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await scene.county?.stop();
  });
  return scene;
}
