import { join } from 'node:path';
import { cached } from './infra/cache.js';
import { succeeds } from './infra/command.js';
import { goInstall } from './infra/go.js';

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
      if (!(await succeeds('go', 'version'))) {
        throw new Error(`${name} is built by Go, which is not here: "apt-get install golang" brings it.`);
      }
      await goInstall(`${path}@${version}`, product, { scratch });
    },
  });
  return join(folder, name);
}
