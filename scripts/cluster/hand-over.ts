import { runCommand, succeeds } from '../infra/command.js';
import type { Kubernetes } from './kubernetes.js';

/** Hands an archive of an image to the nodes of a cluster. */
export type HandOver = (archive: string) => Promise<void>;

/** How this cluster takes images without a registry: as the user says, or by the way of the cluster's kind. */
export async function handOver(kubernetes: Kubernetes, given: string | undefined): Promise<HandOver> {
  const [command, ...args] = given?.split(' ').filter(Boolean) ?? (await wayOf(kubernetes));
  if (command === undefined) {
    throw new Error(
      'It is not clear how this cluster takes images: say it with --load, as a command that an archive follows, such as "k3s ctr images import".',
    );
  }
  return async (archive) => {
    await runCommand(command, [...args, archive]);
  };
}

export async function wayOf({ kubectl }: Pick<Kubernetes, 'kubectl'>): Promise<string[]> {
  const context = (await kubectl('config', 'current-context')).trim();
  if (context.startsWith('kind-')) return ['kind', 'load', 'image-archive', '--name', context.slice('kind-'.length)];
  if (context.startsWith('k3d-')) return ['k3d', 'image', 'import', '--cluster', context.slice('k3d-'.length)];
  if (context === 'minikube') return ['minikube', 'image', 'load'];
  const version = await kubectl('get', 'nodes', '--output', 'jsonpath={.items[0].status.nodeInfo.kubeletVersion}');
  if (version.includes('+k3s')) return ['k3s', 'ctr', 'images', 'import'];
  // A node on this very machine.
  if (await succeeds('ctr', '--namespace', 'k8s.io', 'version')) return ['ctr', '--namespace', 'k8s.io', 'images', 'import'];
  return [];
}
