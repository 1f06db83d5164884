import { parseArgs } from 'node:util';
import { settingsHelp } from '../../kit/settings.js';
import { portSettings } from '../infra/port-settings.js';

export interface StartOptions {
  help: boolean;
  empty: boolean;
  reset: boolean;
  target: string | undefined;
}

export function readOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        empty: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        target: { type: 'string' },
      },
    });
    return { help: values.help, empty: values.empty, reset: values.reset, target: values.target };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}. "npm start -- --help" lists what there is.`, {
      cause: error,
    });
  }
}

/** Variables that only the start itself reads; the program would warn that it does not know them. */
export const startVariables = {
  ATRIUM_DATA: 'Folder of data and logs [.data]',
  ATRIUM_CACHE: 'Folder of what was downloaded, kept between clones [~/.cache/atrium]',
  ...Object.fromEntries(
    Object.values(portSettings).map(({ variable, standard }) => [variable, `Port of development [${standard}]`]),
  ),
};

export function help(targets: readonly string[]): string {
  return `npm start -- [options]

Brings MongoDB, Kafka, Keycloak and a mailbox, builds Atrium, starts it, and loads a sample company the first time.

  --target=ROLES  Only these roles, separated by commas: ${targets.join(', ')}; without it all of them
  --empty         Without the sample company
  --reset         Asks, then deletes all data, and ends
  --help          This text

Variables of the start:
${Object.entries(startVariables)
  .map(([name, meaning]) => `  ${name}\n      ${meaning}`)
  .join('\n')}

An address given by MONGODB_URI, KAFKA_BROKERS, KEYCLOAK_URL or SMTP_URL is used as it is, and nothing is started for it.

Settings of Atrium:
${settingsHelp()}
`;
}
