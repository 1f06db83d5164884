import { CommandFailed, runCommand, succeeds } from './command.js';
import { type Log, withProgress } from './progress.js';

/** Brings Debian packages where we may; says what to do where we may not. `need` is the start of that sentence: "Chromium is needed for …". */
export async function installSystemPackages(
  packages: readonly string[],
  need: string,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  const line = `apt-get install -y ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !(await succeeds('apt-get', '--version'))) {
    throw new Error(`${need} ${packages.join(', ')}: install them as root, for example with "${line}".`);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await withProgress({ log, title: `${packages.join(', ')}: installing from Debian` }, async () => {
    try {
      await runCommand('apt-get', ['update'], { environment, signal });
      await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { environment, signal });
    } catch (error) {
      if (error instanceof CommandFailed)
        throw new Error(`${need} ${packages.join(', ')}, and "${line}" failed:\n${error.output}`, { cause: error });
      throw error;
    }
  });
}
