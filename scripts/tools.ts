import { join } from 'node:path';
import { cached } from './infra/cache.js';
import { runCommand, succeeds } from './infra/command.js';

/** Tools of the checks that are no npm packages: Go builds them from its module proxy, at these versions, once. */
const tools = {
  helm: { package: 'helm.sh/helm/v3/cmd/helm', version: 'v3.19.5', megabytes: 450 },
  kubeconform: { package: 'github.com/yannh/kubeconform/cmd/kubeconform', version: 'v0.7.0', megabytes: 100 },
};

/** The path of a tool's executable. Building it takes helm about two minutes of two cores, the first time. */
export async function tool(name: keyof typeof tools): Promise<string> {
  const { package: path, version, megabytes } = tools[name];
  const folder = await cached({
    title: name,
    name: `bin-${name}`,
    version,
    activity: 'downloading and compiling',
    megabytes,
    log: console.error,
    fill: async ({ product, scratch }) => {
      // -p 2 leaves cores to whoever else is at work.
      await go(['install', '-trimpath', '-p', '2', `${path}@${version}`], scratch, { GOBIN: product, CGO_ENABLED: '0' });
    },
  });
  return join(folder, name);
}

/** Unpacks the Go module `path@version` below `scratch`, and answers where. */
export async function goModule(module: string, scratch: string): Promise<string> {
  const output = await go(['mod', 'download', '-json', module], scratch);
  const described: unknown = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  if (described && typeof described === 'object' && 'Dir' in described && typeof described.Dir === 'string') return described.Dir;
  throw new Error(`go mod download does not say where ${module} is.`);
}

async function go(parameters: string[], scratch: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
  if (!(await succeeds('go', 'version'))) {
    throw new Error('The tools that check the chart are built by Go, which is not here: "apt-get install golang" brings it.');
  }
  const environment = {
    ...process.env,
    GOCACHE: join(scratch, 'build'),
    GOMODCACHE: join(scratch, 'modules'),
    // Go write-protects what it downloads, even against its own removal.
    GOFLAGS: '-modcacherw',
    ...more,
  };
  return runCommand('go', parameters, { folder: scratch, environment });
}
