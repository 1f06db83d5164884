import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { requireSpace } from './disk.js';
import { type Log, megabytesIn, withProgress } from './progress.js';

export interface Download {
  /** For people: "Kafka". */
  title: string;
  /** For the folder: "kafka". */
  name: string;
  version: string;
  /** "downloading", and what else is done to it. */
  activity: string;
  /** What the download takes at its largest, for the progress line and for the look at the disk. */
  megabytes: number;
  log: Log;
  /** Puts the product into `product`; `scratch` is for what is needed on the way. */
  fill: (folders: { product: string; scratch: string }) => Promise<void>;
}

/** Where downloads are kept between runs and clones. */
export function cacheFolder(): string {
  return process.env.ATRIUM_CACHE ?? join(homedir(), '.cache', 'atrium');
}

/**
 * The folder with a downloaded product; downloads it if this is the first time. A download becomes visible only when it is complete,
 * so one that was interrupted, or one that runs at the same time in another process, does no harm.
 */
export async function cached({ title, name, version, activity, megabytes, log, fill }: Download): Promise<string> {
  const target = join(cacheFolder(), `${name}-${version}`);
  if (await exists(target)) return target;

  await requireSpace(cacheFolder(), megabytes + 100, title, 'ATRIUM_CACHE');
  const temporary = await mkdtemp(join(cacheFolder(), `.${name}-`));
  const product = join(temporary, 'product');
  const scratch = join(temporary, 'scratch');
  try {
    await Promise.all([mkdir(product), mkdir(scratch)]);
    const measure = async () => `${await megabytesIn(temporary)} of about ${megabytes} MB`;
    await withProgress({ log, title: `${title} ${version}: ${activity}`, measure }, () => fill({ product, scratch }));
    await rename(product, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
