// Small pictures and a video of our own making, so that tests need no file from outside; real ones are used when they are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 as crcOfZlib, deflateSync } from 'node:zlib';
import { hasRealMedia, realMedia } from './harness.mjs';

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 =
  crcOfZlib ??
  ((bytes) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  });

function chunk(type, data) {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** A PNG of stripes in one colour (ISO 15948, 8-bit RGB); every call gives other bytes. */
let made = 0;
export function picture(name, [red, green, blue] = [166, 30, 77], width = 320, height = 240) {
  made++;
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x++) {
      const light = ((x + y + made * 7) >> 4) % 2 ? 1 : 0.6;
      row[1 + x * 3] = red * light;
      row[2 + x * 3] = green * light;
      row[3 + x * 3] = blue * light;
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: `${name}.png`, mimeType: 'image/png', buffer };
}

/** One of the real files of this kind, another one each time, or nothing. */
let taken = 0;
function realFile(folder, ending, most) {
  const path = join(realMedia, folder);
  if (!hasRealMedia || !existsSync(path)) return null;
  const names = readdirSync(path).filter((one) => one.toLowerCase().endsWith(ending));
  const name = names[taken++ % names.length];
  const buffer = name && readFileSync(join(path, name));
  return buffer && buffer.length <= most ? { name, buffer } : null;
}

/** A second of film: a real one when it is there, else drawn and recorded by the browser itself. */
export async function film(page) {
  const real = realFile('phone', '.mp4', 20_000_000);
  if (real) return { ...real, mimeType: 'video/mp4' };
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const ended = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    for (let at = 0; at < 10; at++) {
      pen.fillStyle = at % 2 ? '#2f7d4f' : '#a61e4d';
      pen.fillRect(0, 0, 160, 120);
      await new Promise((next) => setTimeout(next, 80));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return { name: 'film.webm', mimeType: 'video/webm', buffer: Buffer.from(base64, 'base64') };
}

/** A photo: a real one when it is there, else stripes. */
export function photo(name, colour) {
  const real = realFile('street_problems', '.jpg', 5_000_000);
  return real ? { ...real, mimeType: 'image/jpeg' } : picture(name, colour);
}
