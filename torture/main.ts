import { join } from 'node:path';
import { interruption } from '../scripts/infra/interruption.js';
import { faultKinds } from './faults/all.js';
import { help, readOptions } from './options.js';
import { play } from './play.js';
import { report } from './report.js';
import { startServers } from './servers.js';

const WARM_UP_MILLISECONDS = 10_000;

/** `npm run torture`: answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const { seed, seconds, layout, people, pace, lanes } = options;
  const log = (line: string) => {
    console.log(line);
  };
  log(`seed ${seed}`);
  const folder = join(options.out, String(seed));
  const { signal } = interruption();
  const servers = await startServers(process.env, log, { disk: options.faults.includes('disk') });
  try {
    const { history, violations, milliseconds } = await play({
      signal,
      servers,
      kinds: faultKinds.filter(({ name }) => options.faults.includes(name)),
      layout,
      seed,
      people,
      pace,
      lanes,
      warmUpMilliseconds: WARM_UP_MILLISECONDS,
      milliseconds: seconds * 1000,
      folder,
      checkMemory: true,
      log,
    });
    log(report(history, violations, seed, milliseconds / 1000));
    log(`The history and the logs are in ${folder}.`);
    return violations.length === 0 ? 0 : 1;
  } finally {
    await servers.stop();
  }
}

process.exitCode = await main();
