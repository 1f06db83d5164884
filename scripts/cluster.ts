// `npm run cluster`: Atrium on a Kubernetes, with all that it needs, tried by its own test.
import { parseArgs } from 'node:util';
import { applyServers, ensureSecrets, installChart } from './cluster/evaluation.js';
import { handOver } from './cluster/hand-over.js';
import { type Images, provideImages } from './cluster/images.js';
import { measure } from './cluster/measure.js';
import { type Kubernetes, kubernetes, requireCluster } from './cluster/kubernetes.js';
import { interruption } from './infra/interruption.js';
import { trial, trialValues } from './cluster/trial/trial.js';
import { withProgress } from './infra/progress.js';

const help = `npm run cluster -- [up|test|measure|trial|down] [options]

On the Kubernetes of kubectl (KUBECONFIG):
  up      Builds the images, hands them to the cluster, installs MongoDB, Kafka, Keycloak, a mailbox and the chart, and tests that.
          Again it brings what has changed.
  test    Signs in, sets a task and sees its event ("helm test").
  measure Prints what each role uses of CPU and memory, idle and while people work.
  trial   Changes the release in every way under people at work (npm run test:cluster): upgrade, rollback, eviction, scaling, restart
          of the name resolution. Prints what they met, and fails where a request did.
  down    Deletes the namespace and all that is in it.

  --namespace=NAME  [atrium-evaluation]
  --load=COMMAND    How the cluster takes images, as a command that an archive follows [found out for kind, k3d, minikube, k3s, and a
                    node on this machine]
  --seconds=N       How long to measure each [120]
  --set=NAME=VALUE  Values of the chart, as helm takes them; also several times
  --help            This text
`;

/** Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const { values: options, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      namespace: { type: 'string', default: 'atrium-evaluation' },
      load: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      seconds: { type: 'string', default: '120' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command = 'up'] = positionals;
  if (options.help || !isCommand(command)) {
    log(help);
    return options.help ? 0 : 1;
  }
  const { signal } = interruption();
  const cluster = kubernetes(options.namespace, signal);
  await requireCluster(cluster);
  const isWell = await commands[command](cluster, { ...options, seconds: Number(options.seconds), signal });
  return isWell === false ? 1 : 0;
}

interface Options {
  namespace: string;
  load?: string | undefined;
  set: string[];
  seconds: number;
  signal: AbortSignal;
}

const log = console.log;
const commands = {
  up: async (cluster: Kubernetes, options: Options) => {
    await up(cluster, options);
    await test(cluster);
  },
  test,
  trial: async (cluster: Kubernetes, options: Options) => {
    const images = await up(cluster, { ...options, set: [...(await trialValues()), ...options.set] });
    await test(cluster);
    return trial(cluster, images, { ...options, handOver: await handOver(cluster, options.load), log });
  },
  measure: (cluster: Kubernetes, { seconds }: Options) => measure(cluster, seconds, log),
  down: async ({ kubectl }: Kubernetes, { namespace }: Options) => {
    await kubectl('delete', 'namespace', namespace, '--ignore-not-found');
  },
};

const isCommand = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name);

async function up(cluster: Kubernetes, { load, set, signal }: Options): Promise<Images> {
  const images = await provideImages({ handOver: await handOver(cluster, load), log, signal });
  const { namespace, kubectl } = cluster;
  const exists = await kubectl('get', 'namespaces', '--field-selector', `metadata.name=${namespace}`, '--output', 'name');
  if (!exists.trim()) await kubectl('create', 'namespace', namespace);
  await ensureSecrets(cluster);
  await applyServers(cluster, images);
  await withProgress({ log, title: 'Servers: starting' }, () =>
    kubectl('rollout', 'status', 'statefulset', '--selector', 'app.kubernetes.io/part-of=atrium-evaluation', '--timeout=10m'),
  );
  const more = set.flatMap((value) => ['--set', value]);
  await withProgress({ log, title: 'Chart: installing' }, () => installChart(cluster, images, more));
  await kubectl('wait', 'job/prepare', '--for=condition=complete', '--timeout=5m');
  log(welcome(namespace));
  return images;
}

async function test({ helm }: Kubernetes): Promise<void> {
  log(await helm('test', 'atrium', '--logs'));
}

const welcome = (namespace: string) => `
Atrium runs in the namespace ${namespace}. To use it from this machine:

  kubectl --namespace ${namespace} port-forward service/atrium 8080:80
  kubectl --namespace ${namespace} port-forward service/keycloak 8180:8080
  kubectl --namespace ${namespace} get secret atrium-tester --output 'go-template={{.data.password | base64decode}}'

Open http://localhost:8080 and sign in as anna with that password.
`;
