import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version of this release: that of package.json, above this file in the sources and one folder further up in dist/. */
export const version: string = readVersion();

function readVersion(): string {
  const places = ['../package.json', '../../package.json'].map((place) => new URL(place, import.meta.url));
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error('package.json is missing.');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
