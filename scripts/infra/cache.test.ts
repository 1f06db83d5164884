import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cached, type Download } from './cache.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-cache-'));
  vi.stubEnv('ATRIUM_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const download = (fill: Download['fill'], megabytes = 1): Promise<string> =>
  cached({ title: 'Example', name: 'example', version: '1.2', activity: 'downloading', megabytes, log: () => undefined, fill });

test('a download happens once', async () => {
  const fill = vi.fn<Download['fill']>(async ({ product }) => {
    writeFileSync(join(product, 'file'), 'content');
  });
  const first = await download(fill);
  expect(await download(fill)).toBe(first);
  expect(fill).toHaveBeenCalledOnce();
  expect(existsSync(join(first, 'file'))).toBe(true);
});

test('a download that fails leaves nothing behind, and is tried again', async () => {
  const fails = async ({ product }: { product: string }) => {
    writeFileSync(join(product, 'half'), '');
    throw new Error('the network is down');
  };
  await expect(download(fails)).rejects.toThrow('the network is down');
  expect(readdirSync(folder)).toEqual([]);
  await expect(download(async () => undefined)).resolves.toBe(join(folder, 'example-1.2'));
});

test('two downloads of the same at a time do not harm each other', async () => {
  const fill: Download['fill'] = async ({ product }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(join(product, 'file'), 'content');
  };
  const [first, second] = await Promise.all([download(fill), download(fill)]);
  expect(first).toBe(second);
  expect(readdirSync(folder)).toEqual(['example-1.2']);
});

test('a disk without room is refused by a sentence that names the folder and the way out', async () => {
  await expect(download(async () => undefined, 1e9)).rejects.toThrow(
    /The disk is too full: Example needs .* with ATRIUM_CACHE\./,
  );
});
