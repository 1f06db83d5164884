import type { z } from 'zod';
import { type SettingDetails, settingsRows, settingsTable } from './settings-table.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Read = (variable: string) => string | undefined;

/** Some settings are missing or wrong; the message names each in a sentence of its own and shows no secret. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

/** The settings as the program uses them: those which belong together stand together. */
const grouped = settingsTable.transform(
  ({
    authAddress,
    orgAddress,
    tasksAddress,
    notifyAddress,
    timeAddress,
    kafkaSaslMechanism,
    kafkaSaslUsername,
    kafkaSaslPassword,
    ...flat
  }) => ({
    ...flat,
    addresses: { auth: authAddress, org: orgAddress, tasks: tasksAddress, notify: notifyAddress, time: timeAddress },
    kafkaSasl:
      kafkaSaslMechanism && kafkaSaslUsername && kafkaSaslPassword
        ? { mechanism: kafkaSaslMechanism, username: kafkaSaslUsername, password: kafkaSaslPassword }
        : undefined,
  }),
);

export type Settings = z.output<typeof grouped>;

/** Reads all settings; throws SettingsError with every problem there is, so that one look mends them all. */
export function readSettings(env: Environment = process.env): Settings {
  const read = reader(env);
  const result = grouped.safeParse(Object.fromEntries(settingsRows.map((row) => [row.property, read(row.variable)])));
  const problems = [...(result.error?.issues ?? []).flatMap((issue) => problem(issue, env, read)), ...incompleteGroups(read)];
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  return result.data;
}

/** A sentence for each ATRIUM_ variable that is no setting, with the setting that was probably meant. */
export function unknownSettings(env: Environment = process.env): string[] {
  const known = settingsRows.map((row) => row.variable);
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith('ATRIUM_') && !known.includes(name) && !isServiceLink(name, value))
    .map(([name]) => {
      const nearest = known
        .map((other) => ({ other, distance: editDistance(name, other) }))
        .sort((a, b) => a.distance - b.distance)[0];
      const meant = nearest && nearest.distance <= name.length / 3 ? `; did you mean ${nearest.other}?` : '.';
      return `${name} is not a setting${meant}`;
    });
}

/** For --help: one setting a paragraph, its default in brackets. */
export function settingsHelp(): string {
  return settingsRows
    .map((row) => `  ${row.variable}${shownDefault(row) ? ` [${shownDefault(row)}]` : ''}\n      ${row.description}`)
    .join('\n');
}

/** docs/settings.md, written by scripts/settings-docs.ts. */
export function settingsMarkdown(): string {
  const cell = (value: string) => value.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const rows = settingsRows.map((row) => {
    const secret = row.secret ? ' Secret.' : '';
    const readers = row.targets?.join(', ') ?? 'all';
    return `| \`${row.variable}\` | ${cell(shownDefault(row))} | ${cell(row.description)}${secret} | ${readers} |`;
  });
  return `${introduction}\n${['| variable | default | what it does | roles |', '| --- | --- | --- | --- |', ...rows].join('\n')}\n`;
}

const introduction = `# Settings

Atrium is set up by environment variables alone. With \`ATRIUM_DEVELOPMENT=true\`, as \`npm start\` sets it, no other needs
to be set. An empty variable counts as absent. Where one is wrong or missing, the process does not start and names every
problem; an unknown variable beginning with ATRIUM_ is warned about.

The standard variables of OpenTelemetry (\`OTEL_SERVICE_NAME\`, \`OTEL_TRACES_SAMPLER\`, \`OTEL_EXPORTER_OTLP_HEADERS\`, …)
apply too once an endpoint is set.

This page is generated from \`kit/settings-table.ts\` by \`npx tsx scripts/settings-docs.ts\`.
`;

const shownDefault = ({ default: value }: SettingDetails): string => (typeof value === 'object' ? value.words : (value ?? ''));

/** A variable as given, or else its default. An empty one counts as absent: charts and compose files write them so. */
function reader(env: Environment): Read {
  const defaults = new Map(settingsRows.map((row) => [row.variable, row.default]));
  const read: Read = (variable) => {
    const given = env[variable]?.trim();
    if (given) return given;
    const value = defaults.get(variable);
    return typeof value === 'object' ? value.value(read) : value;
  };
  return read;
}

function problem(issue: z.core.$ZodIssue, env: Environment, read: Read): string[] {
  const row = settingsRows.find(({ property }) => property === issue.path[0]);
  if (!row) return [issue.message];
  const value = read(row.variable);
  if (value === undefined) return [`${row.variable} must be set. ${row.description}`];
  // A default is wrong only where the setting it follows is, and that one is named already.
  if (!env[row.variable]?.trim()) return [];
  if (isServiceLink(row.variable, value)) {
    return [`${row.variable} was written by Kubernetes for a Service named like it; set enableServiceLinks: false in the pod.`];
  }
  return [`${row.variable} ${issue.message}${row.secret ? '' : `, but is ${shown(value)}`}.`];
}

/** Short, and without a password where somebody wrote an address with one into the wrong setting. */
const shown = (value: string): string => JSON.stringify(value.replace(/\/\/.*@/, '//***@').slice(0, 60));

/** Kubernetes gives a pod ATRIUM_PORT=tcp://10.0.0.1:8080 and the like for a Service called atrium. */
const isServiceLink = (name: string, value = ''): boolean =>
  /^(tcp|udp|sctp):\/\//.test(value) || /_SERVICE_(HOST|PORT)(_|$)|_PORT_\d+_(TCP|UDP|SCTP)(_|$)/.test(name);

/** Settings which make sense only together. */
const groups = [
  ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
  ['KEYCLOAK_ADMIN_USER', 'KEYCLOAK_ADMIN_PASSWORD'],
];

function incompleteGroups(read: Read): string[] {
  return groups.flatMap((variables) => {
    const missing = variables.filter((variable) => read(variable) === undefined);
    if (missing.length === 0 || missing.length === variables.length) return [];
    return [`${missing.join(' and ')} must be set too, or none of ${variables.join(', ')}.`];
  });
}

/** Levenshtein's distance: how many characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
