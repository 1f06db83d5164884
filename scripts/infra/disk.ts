import { mkdir, statfs } from 'node:fs/promises';

/** Refuses with a sentence that names the folder and the way out where a disk is too full for what is to come. */
export async function requireSpace(folder: string, megabytes: number, title: string, variable: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = Math.round((bavail * bsize) / 1e6);
  if (free >= megabytes) return;
  throw new Error(
    `The disk is too full: ${title} needs ${megabytes} MB in ${folder}, and ${free} MB are free. Make room, or name a folder on another disk with ${variable}.`,
  );
}
