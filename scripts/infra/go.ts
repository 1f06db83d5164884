import { join } from 'node:path';
import { runCommand } from './command.js';

export interface GoRun {
  /** Holds Go's caches: what is compiled once needs none afterwards. */
  scratch: string;
  signal?: AbortSignal;
}

/** Compiles a program from Go's module proxy, as "path@version", into a folder. */
export async function goInstall(program: string, target: string, run: GoRun): Promise<void> {
  // -p 2 leaves cores to whoever else is at work.
  await go(['install', '-trimpath', '-p', '2', program], run, { GOBIN: target, CGO_ENABLED: '0' });
}

/** Unpacks the Go module "path@version" below the scratch folder, and answers where. */
export async function goModule(module: string, run: GoRun): Promise<string> {
  const output = await go(['mod', 'download', '-json', module], run);
  const described: unknown = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  if (described && typeof described === 'object' && 'Dir' in described && typeof described.Dir === 'string') return described.Dir;
  throw new Error(`go mod download does not say where ${module} is.`);
}

function go(args: readonly string[], { scratch, signal }: GoRun, more: NodeJS.ProcessEnv = {}): Promise<string> {
  const environment = {
    ...process.env,
    GOCACHE: join(scratch, 'build'),
    GOMODCACHE: join(scratch, 'modules'),
    // Go write-protects what it downloads, even against its own removal.
    GOFLAGS: '-modcacherw',
    ...more,
  };
  // In the scratch folder, where no go.mod above has a say.
  return runCommand('go', args, { folder: scratch, environment, signal });
}
