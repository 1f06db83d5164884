import { statfs } from 'node:fs/promises';
import { runCommand } from '../scripts/infra/command.js';

/** A disk of its own under a folder, which can be full. */
export type SmallDisk = {
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): Promise<void>;
};

const MEGABYTES = 2_048;

/** Makes one in memory, or says why none can be made. */
export async function smallDisk(folder: string): Promise<SmallDisk | string> {
  const resize = (size: string) => runCommand('mount', ['-o', `remount,size=${size}`, folder]);
  try {
    await runCommand('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'atrium-torture', folder]);
  } catch {
    return 'only root may make a disk that can be full, by mount';
  }
  return {
    async fill() {
      const { blocks, bfree, bsize } = await statfs(folder);
      // What is written between the question and the order leaves as much room; the next file that grows fills it.
      await resize(String((blocks - bfree + 16) * bsize));
    },
    async free() {
      await resize(`${MEGABYTES}m`);
    },
    async remove() {
      await runCommand('umount', ['--lazy', folder]);
    },
  };
}
