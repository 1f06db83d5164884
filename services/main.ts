import { parseArgs } from 'node:util';
import { createProcess } from '../kit/chassis.js';
import { createLog } from '../kit/log.js';
import { readSettings, settingsHelp, unknownSettings } from '../kit/settings.js';
import { roles, rolesOf } from './roles.js';

const HELP = `atrium [--target=NAME[,NAME]] [--config.verify | --migrate]

--config.verify  checks the settings and ends
--migrate        brings the databases of the targets to where this version needs them, and ends

Targets: all, ${Object.keys(roles).join(', ')}

Settings, as environment variables:
${settingsHelp()}
`;

/** The program: reads what it is to be, and is that until it is told to stop. */
async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      target: { type: 'string' },
      'config.verify': { type: 'boolean' },
      migrate: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (options.help) return void process.stdout.write(HELP);
  const settings = readSettings({ ...process.env, ...(options.target && { ATRIUM_TARGET: options.target }) });
  const names = rolesOf(settings.target);
  if (options['config.verify']) return void process.stdout.write(`The settings are right for ${names.join(', ')}.\n`);

  const log = createLog({ level: settings.logLevel, development: settings.development });
  for (const sentence of unknownSettings()) log.warn(sentence);
  const services = await Promise.all(names.map((name) => roles[name].load()));
  const { lifecycle, databases } = await createProcess(settings, log, services);
  if (options.migrate) {
    await databases.start?.();
    await databases.stop?.();
    log.info(`The databases are as this version needs them: ${names.join(', ')}`);
    return;
  }
  lifecycle.onSignals();
  await lifecycle.start();
  log.info(`Atrium is up: ${names.join(', ')}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
