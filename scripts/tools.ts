import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where downloaded and built tools are kept between runs. */
export const toolCache = process.env.ATRIUM_CACHE || join(homedir(), '.cache/atrium');

type Tool = { readonly package: string; readonly version: string };

/** Tools of the checks that are no npm packages: built once by Go from its module proxy, at these versions. */
const tools = {
  helm: { package: 'helm.sh/helm/v3/cmd/helm', version: 'v3.19.5' },
  kubeconform: { package: 'github.com/yannh/kubeconform/cmd/kubeconform', version: 'v0.7.0' },
} satisfies Record<string, Tool>;

/** The path of a tool's executable. The first time it is built, which takes helm two minutes on two cores. */
export async function tool(name: keyof typeof tools): Promise<string> {
  const { package: path, version } = tools[name];
  const folder = join(toolCache, `bin-${name}-${version}`);
  const executable = join(folder, name);
  if (existsSync(executable)) return executable;

  await replaceFolder(folder, async (fresh) => {
    // Go writes to GOBIN only what it has linked whole; -p 2 leaves cores to whoever else is at work.
    await go(['install', '-trimpath', '-p', '2', `${path}@${version}`], { GOBIN: fresh, CGO_ENABLED: '0' });
  });
  return executable;
}

/** The folder into which Go unpacked the module `path@version`, downloaded if need be. */
export async function goModule(module: string): Promise<string> {
  const described: unknown = JSON.parse(await go(['mod', 'download', '-json', module]));
  if (described && typeof described === 'object' && 'Dir' in described && typeof described.Dir === 'string') return described.Dir;
  throw new Error(`go mod download said nothing of where ${module} is.`);
}

/** Fills a new folder and puts it in the place of the old: two processes that do so at once do not harm each other. */
export async function replaceFolder(target: string, fill: (fresh: string) => Promise<void>): Promise<void> {
  await mkdir(toolCache, { recursive: true });
  const fresh = await mkdtemp(join(toolCache, `${basename(target)}-`));
  try {
    await fill(fresh);
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function go(parameters: string[], environment: Record<string, string> = {}): Promise<string> {
  try {
    // Outside of any module, so that no go.mod above the working directory has a say.
    const { stdout } = await run('go', parameters, { cwd: toolCache, env: { ...process.env, ...environment } });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(
        'helm and kubeconform are built by Go 1.24 or newer, which is not here: install it and put `go` into PATH.',
      );
    }
    throw error;
  }
}
