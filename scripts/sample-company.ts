import { readFile } from 'node:fs/promises';
import { company, departments, leaders, people } from './sample/company.js';
import { type Person, type Place, signIn } from './sample/api.js';
import { tasks, type SampleTask } from './sample/tasks.js';

type Options = Place & { log(sentence: string): void };

const logins = ['anna', 'boris', 'chen', 'daria', 'yuna', 'guest'] as const;
type Login = (typeof logins)[number];

/** Where everything is found again: ids by login or first part of the address, by path, by key. */
type Known = { person: Map<string, string>; department: Map<string, string>; task: Map<string, string>; firstDay: Date };

/**
 * Loads Aurora Trading through the public API, as its people would have written it. Every call carries a key of its own, so
 * loading again, also after an interruption, adds only what is missing.
 */
export async function loadSampleCompany({ log, ...place }: Options): Promise<void> {
  log('The sample people sign in.');
  const as = new Map<Login, Person>();
  const known: Known = { person: new Map(), department: new Map(), task: new Map(), firstDay: new Date() };
  for (const login of logins) {
    const person = await signIn(login, place);
    const me = await person.get('/v1/me');
    as.set(login, person);
    known.person.set(login, me.id);
    if (login === 'anna') known.firstDay = new Date(me.createdAt);
  }
  const of = (login: Login): Person => required(as.get(login), login);

  const anna = of('anna');
  log(`${company.name}: the company, ${departments.length} departments and their people.`);
  await anna.patch('/v1/company', 'company', company);
  await makeDepartments(anna, known);
  await placePeople(anna, known);

  log('Its colleagues are imported from scripts/sample/people.csv.');
  await importColleagues(anna, known);
  await appointLeaders(anna, known);

  log(`${tasks.length} tasks.`);
  for (const task of tasks) await makeTask(task, of, known);
}

async function makeDepartments(anna: Person, { department }: Known): Promise<void> {
  for (const [position, path] of departments.entries()) {
    const above = path.split(' / ').slice(0, -1).join(' / ');
    const name = path.split(' / ').at(-1);
    const { id } = await anna.post('/v1/departments', `department/${position}`, {
      name,
      parent: department.get(above) ?? '0',
      position,
    });
    department.set(path, id);
  }
}

async function placePeople(anna: Person, { person, department }: Known): Promise<void> {
  for (const { login, department: path, record } of people) {
    const places = [required(department.get(path), path)];
    await anna.patch(`/v1/employees/${required(person.get(login), login)}`, `person/${login}`, {
      ...record,
      departments: places,
    });
  }
}

async function importColleagues(anna: Person, { person }: Known): Promise<void> {
  const content = (await readFile(new URL('./sample/people.csv', import.meta.url))).toString('base64');
  const { id } = await anna.post('/v1/imports', 'import', { fileName: 'people.csv', content });
  await reached(anna, id, ['CHECKED', 'RUNNING', 'DONE']);
  await anna.post(`/v1/imports/${id}:start`, 'import/start', {});
  await reached(anna, id, ['DONE']);
  const { employees } = await anna.get('/v1/employees?pageSize=500');
  for (const employee of employees) person.set(employee.email.replace(/@.*$/, ''), employee.id);
}

async function reached(anna: Person, id: string, states: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const { state } = await anna.get(`/v1/imports/${id}`);
    if (states.some((wanted) => state === `IMPORT_STATE_${wanted}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The import ${id} of the sample colleagues does not come to its end.`);
}

async function appointLeaders(anna: Person, { person, department }: Known): Promise<void> {
  for (const { department: path, head, deputies } of leaders)
    await anna.patch(`/v1/departments/${required(department.get(path), path)}`, `leader/${path}`, {
      head: required(person.get(head), head),
      deputies: deputies.map((deputy) => required(person.get(deputy), deputy)),
    });
}

async function makeTask(task: SampleTask, of: (login: Login) => Person, known: Known): Promise<void> {
  const { person, department, task: made, firstDay } = known;
  const ref = (name: string): string => {
    const place = department.get(name);
    return place ? `d:${place}` : `u:${required(person.get(name), name)}`;
  };
  const { id } = await of(task.by).post('/v1/tasks', `task/${task.key}`, {
    title: task.title,
    description: task.description,
    assignee: required(person.get(task.assignee), task.assignee),
    coExecutors: task.coExecutors?.map(ref),
    observers: task.observers?.map(ref),
    deadline: task.deadlineInDays === undefined ? undefined : evening(firstDay, task.deadlineInDays).toISOString(),
    priority: task.priority && `PRIORITY_${task.priority}`,
    tags: task.tags,
    parent: task.parent && required(made.get(task.parent), task.parent),
    acceptance: task.acceptance,
  });
  made.set(task.key, id);
  for (const [index, step] of (task.then ?? []).entries()) {
    const key = `task/${task.key}/${index}`;
    if ('do' in step) await of(step.by).post(`/v1/tasks/${id}:${step.do}`, key, {});
    else {
      const text = step.say.replace(/@(\w+)/g, (_, login: string) => `@{u:${required(person.get(login), login)}}`);
      await of(step.by).post(`/v1/tasks/${id}/comments`, key, { text });
    }
  }
}

/** 18:00 in Seoul, so many days after. */
function evening(day: Date, days: number): Date {
  const at = new Date(day);
  at.setUTCDate(at.getUTCDate() + days);
  at.setUTCHours(9, 0, 0, 0);
  return at;
}

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`The sample has no "${name}".`);
  return value;
}
