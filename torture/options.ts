import { parseArgs } from 'node:util';
import { faultKinds } from './faults/all.js';
import { type Layout, parseLayout } from './installation.js';

export type Options = {
  readonly help: boolean;
  readonly seconds: number;
  readonly seed: number;
  /** Kinds of faults. */
  readonly faults: readonly string[];
  readonly layout: Layout;
  /** How many people there are beside those of the sample company. */
  readonly people: number;
  /** Milliseconds a person rests between two requests. */
  readonly pace: number;
  /** How many faults are under way at once. */
  readonly lanes: number;
  /** Where the history and the logs are kept. */
  readonly out: string;
};

const LAYOUT = 'org,auth;tasks*2;time;notify;gateway';

/** Throws in words on what is no option. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      seconds: { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string' },
      faults: { type: 'string' },
      layout: { type: 'string', default: LAYOUT },
      people: { type: 'string', default: '8' },
      pace: { type: 'string', default: '200' },
      lanes: { type: 'string', default: '4' },
      out: { type: 'string', default: '.data/torture' },
    },
  });
  const known = faultKinds.map(({ name }) => name);
  const faults = values.faults === undefined ? known : values.faults.split(',').filter(Boolean);
  const unknown = faults.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no fault "${unknown.join('", "')}"; there are: ${known.join(', ')}.`);
  return {
    help: values.help,
    seconds: secondsOf(values),
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', values.seed),
    faults,
    layout: parseLayout(values.layout),
    people: wholeNumber('people', values.people),
    pace: wholeNumber('pace', values.pace),
    lanes: Math.max(1, wholeNumber('lanes', values.lanes)),
    out: values.out,
  };
}

/** By one of the two options, or a minute. */
function secondsOf({ seconds, minutes }: { seconds?: string; minutes?: string }): number {
  if (seconds !== undefined && minutes !== undefined) throw new Error('Give --seconds or --minutes, not both.');
  if (minutes !== undefined) return wholeNumber('minutes', minutes) * 60;
  return seconds === undefined ? 60 : wholeNumber('seconds', seconds);
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} must be a whole number, not "${value}".`);
  return Number(value);
}

export const help = `npm run torture -- [options]

Runs Atrium as processes on real MongoDB, Kafka and Keycloak, has people work with it, does it harm, and checks that
nothing was lost, repeated, or shown to whom it does not concern. Ends with code 1 where something was.

  --seconds=N    For how long it does harm [60]
  --minutes=N    The same in minutes
  --seed=N       The same seed does the same things [at random]
  --faults=NAMES Only these, separated by commas: ${faultKinds.map(({ name }) => name).join(', ')}; none where empty
  --layout=TEXT  Which roles share a process, and how many there are [${LAYOUT}]
  --lanes=N      How many faults are under way at once [4]
  --people=N     How many people work, beside four of the sample company [8]
  --pace=N       Milliseconds a person rests between two requests [200]
  --out=FOLDER   Where the history and the logs are kept [.data/torture]
  --help         This text

Addresses given by MONGODB_URI, KAFKA_BROKERS and KEYCLOAK_URL are used as they are: what would be done to those servers is
left out, and said. Databases, topics and a realm of its own are made there, named after the run.
`;
