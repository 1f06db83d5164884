// Fails if the shell asks for more script before it works than a phone on a train should have to fetch.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const folder = new URL('../dist/', import.meta.url).pathname;
const most = 350_000;

const html = await readFile(join(folder, 'index.html'), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((found) => found[1] ?? '');
const compress = promisify(brotliCompress);

let total = 0;
for (const script of scripts) {
  const size = (await compress(await readFile(join(folder, script)))).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${script}`);
}
console.log(`${String(total).padStart(8)}  of at most ${most} bytes, compressed, before the shell works`);
if (scripts.length === 0 || total > most) {
  console.error(
    scripts.length === 0
      ? 'dist/index.html names no script: run the build first.'
      : 'The shell has grown too large: load it lazily.',
  );
  process.exitCode = 1;
}
