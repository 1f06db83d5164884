import type { Document } from 'mongodb';
import type { Chassis } from '../../kit/chassis.js';
import { addDays } from '../../kit/zone.js';
import { cast } from './company.js';

const { user } = cast.author;
let count = 0;

/** The working days of the author, as they are stored: each on a day of its own, long ago, for nobody begins days in the past. */
export function timeStage({ store, directory }: Pick<Chassis, 'store' | 'directory'>) {
  async function put(change: Document): Promise<number> {
    const number = ++count;
    const day = addDays('2020-01-01', number);
    const from = new Date(`${day}T09:00:00Z`);
    const participants = [`u:${user}`];
    const document: Document = {
      _id: 1_000_000 + number,
      version: 1,
      changedAt: from,
      person: user,
      participants,
      readers: directory.readers(participants),
      day,
      timeZone: 'UTC',
      state: 'working',
      intervals: [{ from }],
      expected: { seconds: 0, lateMinutes: 0, earlyMinutes: 0, shortMinutes: 0 },
      openUntil: new Date(`${addDays(day, 1)}T00:00:00Z`),
      startedAt: from,
      workedSeconds: 0,
      marks: [],
      ...change,
    };
    await store('time').db.collection('work_days').insertOne(document);
    return 1_000_000 + number;
  }

  const stretch = () => {
    const day = addDays('2020-01-01', count + 1);
    return [{ from: new Date(`${day}T09:00:00Z`), to: new Date(`${day}T17:00:00Z`) }];
  };

  return {
    /** When that day of the stage was. */
    dayOf: (id: number): string => addDays('2020-01-01', id - 1_000_000),
    forgottenDay: (): Promise<number> => put({}),
    endedDay: (): Promise<number> => put({ state: 'ended', intervals: stretch() }),
    /** One whose times the author wants to be others. */
    askedDay(): Promise<number> {
      const intervals = stretch();
      const asked = {
        kind: 'correction',
        state: 'pending',
        reason: 'Forgot',
        requestedAt: new Date(0),
        decidedBy: '',
        answer: '',
      };
      return put({ state: 'ended', intervals, request: { ...asked, intervals } });
    },
  };
}
