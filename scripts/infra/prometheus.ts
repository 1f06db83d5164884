import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.js';
import { runCommand, succeeds } from './command.js';

/** Prometheus, or the tool that tests its rules: the one in PATH, else Debian's, unpacked without being installed. */
export async function prometheus(program: 'prometheus' | 'promtool'): Promise<string> {
  if (await succeeds(program, '--version')) return program;
  const folder = await cached({
    title: 'Prometheus',
    name: 'prometheus',
    version: 'debian',
    activity: 'downloading',
    megabytes: 120,
    log: console.error,
    fill: async ({ product, scratch }) => {
      if (!(await succeeds('apt-get', '--version'))) {
        throw new Error(
          'The rules of alerts and the queries of dashboards are tested by Prometheus: put it and promtool into PATH.',
        );
      }
      const download = () => runCommand('apt-get', ['download', 'prometheus'], { folder: scratch });
      await download().catch(async () => {
        // A fresh machine knows no packages yet.
        await runCommand('apt-get', ['update']);
        await download();
      });
      const [file = ''] = await readdir(scratch);
      await runCommand('dpkg', ['-x', join(scratch, file), product]);
    },
  });
  return join(folder, 'usr/bin', program);
}
