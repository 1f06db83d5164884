import type { Person } from '../people.js';
import type { Random } from '../../kit/random.js';
import type { Asked } from './client.js';
import { type KnownTask, participants, type World } from './world.js';

export type Scene = {
  readonly me: Person;
  readonly people: readonly Person[];
  readonly world: World;
  readonly random: Random;
  /** A text that nothing else has. */
  mark(): string;
};

type Choice = { readonly weight: number; readonly ask: (scene: Scene) => Asked | undefined };

const write = { keyed: true } as const;

/** What people do, and how often. */
const choices: readonly Choice[] = [
  { weight: 14, ask: createTask },
  { weight: 14, ask: updateTask },
  { weight: 12, ask: (scene) => act(scene, ['see', 'start', 'pause', 'complete', 'accept', 'return']) },
  { weight: 6, ask: (scene) => act(scene, ['watch', 'unwatch']) },
  { weight: 4, ask: delegateTask },
  { weight: 12, ask: comment },
  { weight: 3, ask: (scene) => removed(scene, 'delete') },
  { weight: 3, ask: (scene) => removed(scene, 'restore') },
  { weight: 8, ask: readTask },
  { weight: 8, ask: listTasks },
  { weight: 4, ask: ({ random }) => get(random.pick(['/v1/notifications', '/v1/notifications:unreadCount', '/v1/task-views'])) },
  {
    weight: 2,
    ask: () => ({ ...write, name: 'read notifications', method: 'POST', path: '/v1/notifications:read', sent: {}, keyed: false }),
  },
  { weight: 3, ask: createView },
  { weight: 3, ask: changeView },
  { weight: 1, ask: shapeCompany },
  { weight: 1, ask: placePerson },
];
const total = choices.reduce((sum, { weight }) => sum + weight, 0);

/** What the person asks for next; undefined where there is nothing to ask about yet. */
export function nextRequest(scene: Scene): Asked | undefined {
  let left = scene.random.next() * total;
  const choice = choices.find(({ weight }) => (left -= weight) < 0);
  const asked = choice?.ask(scene);
  if (!asked || asked.method === 'GET') return asked;
  return { ...asked, repeated: scene.random.chance(0.05) };
}

const get = (path: string): Asked => ({ name: `list ${path.split('?')[0]}`, method: 'GET', path, keyed: false });

const isMine =
  ({ me }: Scene) =>
  (task: KnownTask) =>
    participants(task).includes(`u:${me.id}`);

/** Mostly one of the person's own; now and then somebody else's, which is to be refused. */
const taskFor = (scene: Scene, isMeant: (task: KnownTask) => boolean = () => true): KnownTask | undefined => {
  const mine = isMine(scene);
  const anyones = scene.random.chance(0.1);
  return scene.world.someTask(scene.random, (task) => (anyones || mine(task)) && isMeant(task));
};

/** The version the person has read, which is sometimes no longer current; or none. */
const ifMatch = ({ random }: Scene, { version }: KnownTask) => (random.chance(0.5) ? { ifMatch: version } : {});

function refs({ random, people, world }: Scene): string[] {
  const persons = Array.from({ length: random.between(0, 2) }, () => `u:${random.pick(people).id}`);
  const departments = [...world.departments.keys()];
  const department = departments.length > 0 && random.chance(0.15) ? [`d:${random.pick(departments)}`] : [];
  return [...new Set([...persons, ...department])];
}

function createTask(scene: Scene): Asked {
  const mark = scene.mark();
  const { random, people } = scene;
  const sent = {
    title: `Torture ${mark}`,
    description: 'x'.repeat(random.between(0, 400)),
    assignee: random.pick(people).id,
    coExecutors: refs(scene),
    observers: refs(scene),
    acceptance: random.chance(0.3),
    priority: random.pick(['PRIORITY_LOW', 'PRIORITY_MEDIUM', 'PRIORITY_HIGH']),
  };
  return { name: 'create task', method: 'POST', path: '/v1/tasks', sent, mark, keyed: random.chance(0.8) };
}

function updateTask(scene: Scene): Asked | undefined {
  const task = taskFor(scene);
  if (!task) return undefined;
  const mark = scene.mark();
  const sent = scene.random.chance(0.7) ? { title: `Torture ${mark}` } : { description: `Described ${mark}` };
  return {
    name: 'update task',
    method: 'PATCH',
    path: `/v1/tasks/${task.id}`,
    sent,
    mark,
    keyed: scene.random.chance(0.8),
    ...ifMatch(scene, task),
  };
}

function act(scene: Scene, verbs: readonly string[]): Asked | undefined {
  const task = taskFor(scene);
  if (!task) return undefined;
  const verb = scene.random.pick(verbs);
  return {
    ...write,
    name: `${verb} task`,
    method: 'POST',
    path: `/v1/tasks/${task.id}:${verb}`,
    sent: {},
    ...ifMatch(scene, task),
  };
}

function delegateTask(scene: Scene): Asked | undefined {
  const task = taskFor(scene);
  if (!task) return undefined;
  const sent = { assignee: scene.random.pick(scene.people).id };
  return {
    ...write,
    name: 'delegate task',
    method: 'POST',
    path: `/v1/tasks/${task.id}:delegate`,
    sent,
    ...ifMatch(scene, task),
  };
}

function comment(scene: Scene): Asked | undefined {
  const task = taskFor(scene);
  if (!task) return undefined;
  const mark = scene.mark();
  const mention = scene.random.chance(0.2) ? ` @{u:${scene.random.pick(scene.people).id}}` : '';
  const sent = { text: `Said ${mark}${mention}` };
  return { name: 'comment', method: 'POST', path: `/v1/tasks/${task.id}/comments`, sent, mark, keyed: scene.random.chance(0.8) };
}

function removed(scene: Scene, verb: 'delete' | 'restore'): Asked | undefined {
  const task = taskFor(scene, ({ deletedAt }) => (deletedAt !== undefined) === (verb === 'restore'));
  if (!task) return undefined;
  const path = `/v1/tasks/${task.id}`;
  if (verb === 'restore') return { ...write, name: 'restore task', method: 'POST', path: `${path}:restore`, sent: {} };
  return { ...write, name: 'delete task', method: 'DELETE', path };
}

function readTask(scene: Scene): Asked | undefined {
  const task = scene.world.someTask(scene.random, () => true);
  return task && { name: 'read task', method: 'GET', path: `/v1/tasks/${task.id}`, keyed: false };
}

function listTasks({ random, me }: Scene): Asked {
  const query = random.pick<Record<string, string>>([
    {},
    { filter: `assignee == "${me.id}"`, order_by: 'created_at desc' },
    { q: 'torture' },
    { deleted: 'true' },
    { filter: 'status in ["new", "in_progress"]', order_by: 'deadline asc' },
  ]);
  return get(`/v1/tasks?${new URLSearchParams({ ...query, page_size: '50' }).toString()}`);
}

function createView({ random, mark: newMark }: Scene): Asked {
  const mark = newMark();
  const sent = { name: `View ${mark}`, shared: random.chance(0.3), filter: '', columns: ['title'] };
  return { ...write, name: 'create view', method: 'POST', path: '/v1/task-views', sent, mark };
}

function changeView({ random, me, world, mark: newMark }: Scene): Asked | undefined {
  const own = [...world.views].filter(([, { owner }]) => owner === me.id);
  if (own.length === 0) return undefined;
  const [id, { version }] = random.pick(own);
  const path = `/v1/task-views/${id}`;
  if (random.chance(0.4)) {
    world.views.delete(id);
    return { ...write, name: 'delete', method: 'DELETE', path };
  }
  const mark = newMark();
  return { ...write, name: 'update view', method: 'PATCH', path, sent: { name: `View ${mark}` }, mark, ifMatch: version };
}

/** Only administrators may; the others are to be refused. */
function shapeCompany({ random, people, world, mark: newMark }: Scene): Asked {
  const ids = [...world.departments.keys()];
  const mark = newMark();
  if (ids.length < 4 || random.chance(0.2))
    return {
      ...write,
      name: 'create department',
      method: 'POST',
      path: '/v1/departments',
      sent: { name: `Department ${mark}` },
      mark,
    };
  const path = `/v1/departments/${random.pick(ids)}`;
  if (random.chance(0.5))
    return { ...write, name: 'update department', method: 'PATCH', path, sent: { name: `Department ${mark}` }, mark };
  const [, boris, chen] = people;
  const head = random.pick([boris, chen])?.id;
  return { ...write, name: 'update department', method: 'PATCH', path, sent: { head } };
}

/** Three people move from department to department; the others are of none, and must see only what is shared with them by name. */
function placePerson({ random, people, world }: Scene): Asked | undefined {
  const ids = [...world.departments.keys()];
  if (ids.length === 0) return undefined;
  const [, ...movable] = people.slice(0, 4);
  const path = `/v1/employees/${random.pick(movable).id}`;
  return { ...write, name: 'update employee', method: 'PATCH', path, sent: { departments: [random.pick(ids)] } };
}
