import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Bus } from '../bus.js';
import type { Settings } from '../settings.js';

/*
 * A backup is a folder: for each collection a file of its documents in BSON, one after another, compressed by gzip (as
 * mongodump writes them, so that bsondump reads them); the messages that were on their way over Kafka, a line of JSON each;
 * and the manifest, which is written last: a folder without one is no backup.
 */

/** The installation that is backed up or restored, and where to. */
export type BackupOptions = {
  mongo: MongoClient;
  bus: Bus;
  settings: Pick<Settings, 'databasePrefix' | 'topicPrefix'>;
  folder: string;
  /** Tells how far it is, in lines for people. */
  tell: (line: string) => void;
};

const File = z.object({ file: z.string(), count: z.number(), sha256: z.string() });

export const Manifest = z.object({
  format: z.literal(1),
  id: z.string(),
  /** The moment of whose data it is, by the clock of the computer that took it; up to a second early. */
  takenAt: z.string(),
  /** `database` without the prefix of the installation. */
  collections: z.array(File.extend({ database: z.string(), collection: z.string() })),
  messages: File,
});

export type Manifest = z.output<typeof Manifest>;

/** A message as it was on Kafka; key, value and headers in base64, the topic without the prefix of the installation. */
export const SavedMessage = z.object({
  topic: z.string(),
  key: z.string().nullable(),
  value: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});

export type SavedMessage = z.output<typeof SavedMessage>;

const MANIFEST = 'manifest.json';

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: 'wx' });

/** Throws in words where the folder holds no backup, or one of which a file is missing or is no longer what was written. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`There is no whole backup in ${folder}: it has no ${MANIFEST}.`);
  const manifest = Manifest.parse(JSON.parse(text));
  for (const { file, sha256 } of [...manifest.collections, manifest.messages]) {
    const found = await digestOf(join(folder, file)).catch(() => 'missing');
    if (found !== sha256) throw new Error(`The backup in ${folder} is damaged: ${file} is not what was written.`);
  }
  return manifest;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
