import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.js';
import { succeeds } from './command.js';
import { goInstall } from './go.js';
import { startProcess } from './managed-process.js';
import type { Part, StartContext } from './part.js';
import { withProgress } from './progress.js';
import versions from './versions.json' with { type: 'json' };

const { version, megabytes } = versions.mailpit;
const title = `Mailpit ${version}`;

/** Takes every mail that Atrium sends and shows it; nothing leaves the machine. */
export const mailpit: Part = {
  title,
  ports: ['smtp', 'mail'],
  whatIsMissing: async () =>
    (await succeeds('go', 'version'))
      ? undefined
      : `${title} is built by Go: "apt-get install golang" brings it; or start a Docker engine, or give SMTP_URL.`,
  start: async (context) => {
    const command = await mailpitProgram(context);
    const { dataFolder, ports, log, signal } = context;
    await mkdir(dataFolder, { recursive: true });
    return withProgress({ log, title: `${title}: starting` }, () =>
      startProcess({
        title,
        name: 'mailpit',
        command,
        args: [
          '--smtp',
          `127.0.0.1:${ports.smtp}`,
          '--listen',
          `127.0.0.1:${ports.mail}`,
          '--database',
          join(dataFolder, 'mailpit.db'),
          '--disable-version-check',
        ],
        folder: context.runFolder,
        isReady: async () => (await fetch(`http://127.0.0.1:${ports.mail}/readyz`)).ok,
        patienceSeconds: 30,
        signal,
      }),
    );
  },
};

/** The path of the program, compiled if this is the first time. */
export async function mailpitProgram({ log, signal }: Pick<StartContext, 'log' | 'signal'>): Promise<string> {
  const folder = await cached({
    title: 'Mailpit',
    name: 'mailpit',
    version,
    activity: 'downloading and compiling',
    megabytes,
    log,
    fill: ({ product, scratch }) => goInstall(`github.com/axllent/mailpit@v${version}`, product, { scratch, signal }),
  });
  return join(folder, 'mailpit');
}
