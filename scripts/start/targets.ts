import { runCommand } from '../infra/command.js';
import { root } from './build.js';

/** What can be started on its own: the program's table of roles. */
export async function targets(): Promise<string[]> {
  return (await programRoles()).rolesOf(['all']);
}

/** Refuses a target that does not exist before anything is started for it. */
export async function requireTargets(target: string): Promise<void> {
  (await programRoles()).rolesOf(target.split(','));
}

/** The roles stand on generated code, which a fresh clone does not have yet. */
async function programRoles(): Promise<typeof import('../../services/roles.js')> {
  await runCommand(process.execPath, ['scripts/generate.mjs'], { folder: root });
  return import('../../services/roles.js');
}
