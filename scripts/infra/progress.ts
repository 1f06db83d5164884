import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type Log = (line: string) => void;

const reportEveryMilliseconds = 5_000;

export interface Progress {
  log: Log;
  /** "Kafka 4.1.1: downloading" */
  title: string;
  /** How far it is, for work whose progress can be measured: "12 of about 43 MB". */
  measure?: () => Promise<string>;
}

/** Does a piece of work and says so: at its start, every few seconds while it lasts, and at its end. */
export async function withProgress<T>({ log, title, measure }: Progress, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  log(`${title} …`);
  const timer = setInterval(() => {
    void (measure?.() ?? Promise.resolve('')).then(
      (measured) => {
        log(`${title} … ${[measured, seconds()].filter(Boolean).join(', ')}`);
      },
      // What is measured is being written and moved; a figure that cannot be had now will be there the next time.
      () => undefined,
    );
  }, reportEveryMilliseconds);
  try {
    const result = await work();
    log(`${title}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** What the files under a folder take, in megabytes. */
export async function megabytesIn(folder: string): Promise<number> {
  // Not opendir: of many files in many folders it forgets most.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
}
