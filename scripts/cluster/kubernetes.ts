import { runCommand } from '../infra/command.js';
import { tool } from '../tools.js';

/** A namespace of the cluster that kubectl is set to (KUBECONFIG). */
export interface Kubernetes {
  namespace: string;
  kubectl: (...args: string[]) => Promise<string>;
  helm: (...args: string[]) => Promise<string>;
}

export function kubernetes(namespace: string, signal?: AbortSignal): Kubernetes {
  return {
    namespace,
    kubectl: (...args) => runCommand('kubectl', ['--namespace', namespace, ...args], { signal }),
    helm: async (...args) => runCommand(await tool('helm'), ['--namespace', namespace, ...args], { signal }),
  };
}

/** Refuses in words to go on where no cluster answers. */
export async function requireCluster({ kubectl }: Kubernetes): Promise<void> {
  try {
    await kubectl('get', '--raw', '/readyz');
  } catch (error) {
    throw new Error(
      'No Kubernetes answers to kubectl. Any will do: "kind create cluster", k3s, or one of your own by KUBECONFIG. It takes about 4 GiB of memory.',
      { cause: error },
    );
  }
}
