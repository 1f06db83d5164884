import { z } from 'zod';
import { CommandFailed, runCommand } from '../infra/command.js';
import { root } from '../start/build.js';
import { type StepContext, StepFailed } from './step.js';

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']), range: z.string().default('') }),
  ),
});

/** What `npm audit --json` says: what must be mended before anything is shipped, and what else is known. */
export function findings(json: string): { stopping: string[]; told: string[] } | undefined {
  const parsed = report.safeParse(parse(json));
  if (!parsed.success) return undefined;
  const all = Object.entries(parsed.data.vulnerabilities).map(([name, { severity, range }]) => ({
    severity,
    text: `${severity}: ${name} ${range}`,
  }));
  return {
    stopping: all.filter(({ severity }) => severity === 'critical').map(({ text }) => text),
    told: all.filter(({ severity }) => severity !== 'critical').map(({ text }) => text),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.slice(json.indexOf('{')));
  } catch {
    return undefined;
  }
}

/**
 * Asks the registry what is known to be wrong with what is shipped. What is known changes by the day and not by the change that is tested, so
 * only what is critical fails; a registry that cannot be asked, as a mirror cannot, is told and does not.
 */
export async function auditDependencies({ environment, log, signal }: StepContext): Promise<undefined> {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const output = await runCommand('npm', args, { folder: root, environment, signal }).catch((error: unknown) => {
    if (error instanceof CommandFailed) return error.output;
    throw error;
  });
  const found = findings(output);
  if (!found) {
    log('  The registry could not be asked for known vulnerabilities: it offers no audit, or cannot be reached.');
    return;
  }
  for (const line of found.told) log(`  ${line}`);
  if (found.stopping.length > 0) throw new StepFailed(found.stopping.join('\n'), { passed: 0, failed: found.stopping.length });
}
