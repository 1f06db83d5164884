import { TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { searchTokens } from '../kit/search.js';
import type { Bench } from './bench.js';
import { call } from './http.js';
import { measure } from './load.js';
import { atMost, type Row } from './report.js';

const TASKS = 100_000;
const people = ['anna', 'boris', 'chen', 'daria', 'yuna'];
const words = [
  'отчёт',
  'клиент',
  'договор',
  'встреча',
  'report',
  'customer',
  'contract',
  'meeting',
  '보고서',
  '고객',
  '계약',
  '회의',
];

/** Lists and searches over 100,000 tasks, through REST, for a person who sees all and for one who sees a part. */
export async function lists({ process, apiUrl, token }: Bench): Promise<Row[]> {
  await fill(process);
  const boris = await process.issuer.token({ sub: 'boris' });
  await (await process.as(TaskServiceDefinition, 'anna')).listTasks({ pageSize: 1 });
  const get = (query: Record<string, string>, as: string) => () =>
    call(`${apiUrl}/v1/tasks?${new URLSearchParams(query).toString()}`, { token: as });
  const filter = 'status in ["new", "in_progress"] && deadline < now + duration("240h") && "u:boris" in participants';
  const runs = {
    'filtered and sorted by deadline, who sees all': get({ filter, order_by: 'deadline asc' }, token),
    'filtered and sorted by deadline, who sees a part': get({ filter, order_by: 'deadline asc' }, boris),
    'newest changes': get({}, boris),
    'by assignee, newest first': get({ filter: 'assignee == "boris"', order_by: 'created_at desc' }, boris),
  };
  const searches = {
    'word search, one word form': get({ q: 'отчётами' }, boris),
    'word search, two words, the last one begun': get({ q: 'договоров клие' }, token),
    'word search in Korean': get({ q: '보고' }, boris),
  };
  const rows: Row[] = [];
  for (const [what, work] of Object.entries(runs)) {
    await work();
    rows.push(atMost(`50 of 100,000 tasks, ${what}, p95`, (await measure(work, { times: 200, clients: 2 })).p95, 60, 'ms'));
  }
  for (const [what, work] of Object.entries(searches)) {
    await work();
    rows.push(atMost(`100,000 tasks, ${what}, p95`, (await measure(work, { times: 200, clients: 2 })).p95, 100, 'ms'));
  }
  return rows;
}

async function fill({ chassis }: Bench['process']): Promise<void> {
  const collection = chassis.store('tasks').db.collection<{ _id: number }>('tasks');
  const pick = <Value>(values: readonly Value[], index: number): Value => {
    const value = values[index % values.length];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  };
  const now = Date.now();
  for (let from = 0; from < TASKS; from += 5_000) {
    const documents = Array.from({ length: 5_000 }, (_, offset) => {
      const index = from + offset;
      const [creator, assignee] = [pick(people, index * 7), pick(people, Math.floor(index / 3))];
      const participants = [...new Set([`u:${creator}`, `u:${assignee}`])];
      const title = `${pick(words, index)} ${pick(words, Math.floor(index / 12))} ${index}`;
      const changedAt = new Date(now - index * 1000);
      const deadline = index % 5 === 0 ? undefined : new Date(now + ((index * 37) % 2000) * 3_600_000 - 1000 * 3_600_000);
      return {
        _id: 1_000_000 + index,
        version: 1,
        changedAt,
        createdAt: changedAt,
        title,
        description: `${title} `.repeat(5),
        creator,
        assignee,
        coExecutors: [],
        observers: [],
        participants,
        readers: chassis.directory.readers(participants),
        status: pick(['new', 'pending', 'in_progress', 'completed'], index),
        ...(deadline && { deadline }),
        deadlineOrder: deadline ?? new Date('9999-12-31T00:00:00Z'),
        priority: 1 + (index % 3),
        tags: [pick(words, index)],
        parent: 0,
        acceptance: false,
        commentCount: 0,
        tokens: searchTokens([title]),
      };
    });
    await collection.insertMany(documents, { ordered: false });
  }
}
