import { systemActor } from '../kit/actor.js';
import { newEmployee } from '../services/org/employee.js';
import { employeeStore } from '../services/org/employee-store.js';
import { orgProcess } from '../services/org/process.testing.js';
import { measure } from './load.js';
import { atMost, type Row } from './report.js';

const PEOPLE = 20_000;
const names: [last: string[], first: string[]][] = [
  [
    ['김', '이', '박', '최', '정', '강', '조', '윤'],
    ['영희', '민수', '지훈', '서연', '유나', '현우', '수빈', '지우'],
  ],
  [
    ['Петров', 'Щербаков', 'Ким', 'Орлова', 'Соколова', 'Жуков', 'Чен', 'Юсупов'],
    ['Анна', 'Борис', 'Дарья', 'Юрий', 'Екатерина', 'Пётр', 'Ольга', 'Илья'],
  ],
  [
    ['Miller', 'Smith', 'Park', 'Johnson', 'Novak', 'Garcia', 'Weber', 'Jensen'],
    ['Anna', 'Boris', 'Chen', 'Daria', 'Emily', 'George', 'Hannah', 'Ivan'],
  ],
];
const searches = {
  'a name': '김영희',
  'a name in another script': 'Scherbakov',
  'a misspelt name': '김영히',
  'a name begun': 'Hann',
};

/** The search for people, in a company of 20,000. */
export async function directory(): Promise<Row[]> {
  const { process, people } = await orgProcess();
  try {
    await fill(process.chassis);
    const rows: Row[] = [];
    for (const [what, q] of Object.entries(searches)) {
      const search = () => people.listEmployees({ q });
      await measure(search, { times: 20, clients: 2 });
      rows.push(
        atMost(`${PEOPLE} people, search for ${what}, p95`, (await measure(search, { times: 200, clients: 2 })).p95, 50, 'ms'),
      );
    }
    return rows;
  } finally {
    await process.stop();
  }
}

async function fill(chassis: Awaited<ReturnType<typeof orgProcess>>['process']['chassis']): Promise<void> {
  const store = chassis.store('org');
  const employees = employeeStore(store);
  const now = new Date();
  for (let from = 0; from < PEOPLE; from += 500) {
    await store.transaction(undefined, async (session) => {
      for (let index = from; index < from + 500; index++) {
        const [lasts, firsts] = names[index % names.length] ?? [[], []];
        const lastName = lasts[Math.floor(index / 3) % lasts.length] ?? '';
        const firstName = `${firsts[Math.floor(index / 24) % firsts.length]}${index > 200 ? String.fromCharCode(97 + (index % 26)) : ''}`;
        const person = newEmployee(
          { _id: `p-${index}`, status: 'active', firstName, lastName, email: `p${index}@example.com` },
          now,
        );
        await employees.create(
          { actor: systemActor, now, automation: 'bench', session },
          { ...person, readers: [`u:p-${index}`] },
        );
      }
    });
  }
}
