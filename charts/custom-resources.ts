import { stringify } from 'yaml';
import { aclsOf, topicsOf } from './kafka-rights.js';
import { type RoleFacts, roleFacts } from './role-facts.js';

const head = (what: string) => `# ${what}
# Written from the program itself by: npx tsx scripts/chart-roles.ts
`;
const strimzi = 'kafka.strimzi.io/v1beta2';
const cluster = { labels: { 'strimzi.io/cluster': 'atrium-kafka' } };

/** The files of k8s/ that follow from what roles are, by their paths. */
export async function customResources(): Promise<Record<string, string>> {
  const facts = await roleFacts();
  return {
    'k8s/strimzi/topics.yaml': documents(
      head('The topics of a release, for a cluster in which Atrium may not make any.'),
      topicsOf(facts).map(kafkaTopic),
    ),
    'k8s/strimzi/users.yaml': documents(
      head(
        'A user a role: each writes its own topics and no others. Strimzi puts the password into the Secret of the same name.',
      ),
      Object.entries(facts).map(([role, fact]) => kafkaUser(role, fact)),
    ),
  };
}

const kafkaTopic = (name: string) => ({
  apiVersion: strimzi,
  kind: 'KafkaTopic',
  metadata: { name, ...cluster },
  spec: {
    partitions: 12,
    replicas: 3,
    config: { 'retention.ms': 30 * 86_400_000, 'max.message.bytes': 24 * 1024 * 1024, 'min.insync.replicas': 2 },
  },
});

const kafkaUser = (role: string, facts: RoleFacts) => ({
  apiVersion: strimzi,
  kind: 'KafkaUser',
  metadata: { name: `atrium-${role}`, ...cluster },
  spec: {
    authentication: { type: 'scram-sha-512' },
    authorization: { type: 'simple', acls: aclsOf(facts) },
  },
});

const documents = (comment: string, objects: object[]): string =>
  `${comment}${objects.map((object) => `---\n${stringify(object, { lineWidth: 130, flowCollectionPadding: false })}`).join('')}`;
