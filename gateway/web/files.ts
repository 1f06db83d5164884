import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Encoding = 'br' | 'gzip' | 'identity';

export type WebFile = {
  /** As the browser asks for it, e.g. "/assets/index-4f3a.js". */
  readonly path: string;
  /** Whether its name changes with what is in it, so that it may be kept for ever. */
  readonly isImmutable: boolean;
  /** Its bytes as the browser accepts them. */
  read(accepted: string): Promise<WebContent>;
};

export type WebContent = { readonly bytes: Buffer; readonly encoding: Encoding; readonly etag: string };

/**
 * The files of a folder by the paths they are asked for under; what is not there at the start does not exist, so no path
 * leads out of the folder. Texts are compressed when first asked for, and what was read is kept.
 */
export function webFiles(folder: string): ReadonlyMap<string, WebFile> {
  const root = resolve(folder);
  return new Map(
    readdirSync(root, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => webFile(file, file.slice(root.length).replaceAll('\\', '/')))
      .map((file) => [file.path, file]),
  );
}

function webFile(file: string, path: string): WebFile {
  const read = remembered(async (encoding: Encoding): Promise<WebContent> => {
    const bytes = await compressors[encoding](await readFile(file));
    return { bytes, encoding, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
  });
  return {
    path,
    isImmutable: path.startsWith('/assets/'),
    read: (accepted) => read(compressible.has(extname(path)) ? encodingFor(accepted) : 'identity'),
  };
}

const compressible: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.map', '.txt']);

const compressors: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  identity: (bytes) => Promise.resolve(bytes),
  // Half the time of the strongest compression is spent on the last two percent.
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

function encodingFor(accepted: string): Encoding {
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'br';
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepted)) return 'gzip';
  return 'identity';
}

function remembered<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const made = new Map<Key, Promise<Value>>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const value = make(key);
    made.set(key, value);
    value.catch(() => made.delete(key));
    return value;
  };
}
