import { CommandFailed, runCommand, succeeds } from './command.js';

/** What this machine lacks to run a part that comes from Maven, as one sentence with the way out. */
export async function whatJavaIsMissing(title: string, setting: string): Promise<string | undefined> {
  const wayOut = `; or start a Docker engine, or give ${setting}.`;
  const version = await javaVersion();
  if (version === undefined) return `${title} needs Java 17: "apt-get install openjdk-17-jre-headless" brings it${wayOut}`;
  if (version < 17)
    return `${title} needs Java 17, and the java in PATH is ${version}: "apt-get install openjdk-17-jre-headless" brings it${wayOut}`;
  if (!(await succeeds('mvn', '--version'))) return `${title} is downloaded by Maven: "apt-get install maven" brings it${wayOut}`;
  return undefined;
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const major = /version "(\d+)/.exec(await runCommand('java', ['-version']))?.[1];
    return major === undefined ? undefined : Number(major);
  } catch (error) {
    if (error instanceof CommandFailed || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
