import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from '../installation.js';
import type { Recorder } from '../history.js';
import type { Person } from '../people.js';
import type { Random } from '../../kit/random.js';
import { type Client, clientOf } from './client.js';
import { nextRequest, type Scene } from './operations.js';
import { type Screen, screenOf } from './screen.js';
import { createWorld } from './world.js';

export type Workload = {
  readonly screens: ReadonlyMap<string, Screen>;
  /** Asks nothing new; resolves when every outcome is known, or given up after so long. */
  stop(patienceMilliseconds: number): Promise<void>;
  /** Closes the screens. */
  close(): void;
};

type Options = {
  installation: Installation;
  people: readonly Person[];
  random: Random;
  recorder: Recorder;
  /** Milliseconds a person rests between two requests, on the average. */
  pace: number;
};

/** Everybody at work: each person one request after another, each with a screen that follows. */
export async function startWorkload({ installation, people, random, recorder, pace }: Options): Promise<Workload> {
  const { apiUrl } = installation;
  const world = createWorld();
  let operations = 0;
  let marks = 0;
  let stopping = false;
  let over = false;
  const common = { apiUrl, recorder, nextId: () => ++operations, isOver: () => over };
  const mark = () => `mark-${++marks}-`;

  async function everybodyJoins(): Promise<void> {
    for (const person of people) {
      const client = clientOf({ ...common, person });
      await client.perform({ name: 'join', method: 'GET', path: '/v1/me', keyed: false });
    }
    // The other roles hear of them by events; who is not known there yet cannot be given work.
    const [first] = people;
    if (!first) throw new Error('Nobody is there.');
    for (const { id } of people) while (!(await isKnown(clientOf({ ...common, person: first }), id))) await sleep(100);
  }

  const isKnown = async (client: Client, assignee: string): Promise<boolean> => {
    const title = `Known ${mark()}`;
    const { attempts } = await client.perform({
      name: 'create task',
      method: 'POST',
      path: '/v1/tasks',
      sent: { title, assignee },
      mark: title.slice(6),
      keyed: true,
    });
    return attempts.at(-1)?.status === 200;
  };

  async function work(me: Person): Promise<void> {
    const own = random.named(me.login);
    const scene: Scene = { me, people, world, random: own, mark };
    const client = clientOf({ ...common, person: me });
    while (!stopping) {
      const asked = nextRequest(scene);
      if (asked) world.learn(await client.perform(asked));
      await sleep(pace * (0.5 + own.next()));
    }
  }

  await everybodyJoins();
  const screens = new Map(
    people.filter(({ isAdmin }) => !isAdmin).map((person) => [person.id, screenOf({ apiUrl, person, recorder })]),
  );
  const working = people.map(work);
  return {
    screens,
    async stop(patienceMilliseconds) {
      stopping = true;
      const giveUp = setTimeout(() => {
        over = true;
      }, patienceMilliseconds);
      await Promise.all(working);
      clearTimeout(giveUp);
    },
    close() {
      for (const screen of screens.values()) screen.close();
    },
  };
}
