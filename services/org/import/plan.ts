import { nameKey, nameKeys } from '../employee-name.js';
import { type Draft, fails, fatal, leftOut, type ManagerRef, type Problem } from './line.js';

/** A person known before the import, as far as it matters to find them. */
export type Known = { id: string; email: string; login: string; manager: string };

/** The people known before the import, as they are looked for. */
export type World = {
  byEmail(email: string): Known | undefined;
  byLogin(login: string): Known | undefined;
  /** Ids of all who have this name; see nameKey. */
  byName(key: string): readonly string[];
  byId(id: string): Known | undefined;
};

export type Understood = { line: number; draft: Draft; problems: readonly Problem[] };

export type Planned = {
  line: number;
  draft: Draft;
  problems: readonly Problem[];
  /** The person the line is about, where known before. */
  employee?: string | undefined;
  manager?: ManagerRef | undefined;
  /** 0 for those whose managers need not be written first, and one more with each level below. */
  level: number;
};

type Plan = { line: number; draft: Draft; problems: Problem[]; employee?: string | undefined; manager?: ManagerRef | undefined };

/**
 * What the lines mean beside each other: who stands twice, whom each line is about, who the managers are, and in which
 * order the lines are to be carried out so that managers come first and no step makes a circle of them.
 */
export function planImport(lines: readonly Understood[], world: World): Planned[] {
  const plans: Plan[] = lines.map(({ line, draft, problems }) => ({ line, draft, problems: [...problems] }));
  const good = () => plans.filter((plan) => !fails(plan));
  findDoubles(good());
  for (const plan of good()) findPerson(plan, world);
  findPersonsTwice(good());
  const managers = managerFinder(good(), world);
  for (const plan of good()) managers(plan);
  const levels = breakCircles(good(), world);
  return plans.map((plan) => ({ ...plan, level: levels.get(plan.line) ?? 0 }));
}

/** Of several lines with the same address or login the first counts. */
function findDoubles(plans: readonly Plan[]): void {
  const first = new Map<string, number>();
  for (const { line, draft, problems } of plans) {
    for (const [field, value, reason] of [
      ['email', draft.email, 'DUPLICATE_EMAIL'],
      ['login', draft.login, 'DUPLICATE_LOGIN'],
    ] as const) {
      if (!value) continue;
      const before = first.get(`${field} ${value}`);
      if (before !== undefined) problems.push(fatal(reason, field, `Line ${before} has ${value} already.`));
    }
    if (fails({ problems })) continue;
    if (draft.email) first.set(`email ${draft.email}`, line);
    if (draft.login) first.set(`login ${draft.login}`, line);
  }
}

/** The person is found by address, else by login; a login of somebody with another address is somebody else's. */
function findPerson(plan: Plan, world: World): void {
  const { draft, problems } = plan;
  const byEmail = draft.email ? world.byEmail(draft.email) : undefined;
  const byLogin = draft.login ? world.byLogin(draft.login) : undefined;
  const foreign = byLogin && byLogin.id !== byEmail?.id && (byEmail !== undefined || (draft.email && byLogin.email));
  if (foreign)
    problems.push(fatal('DUPLICATE_LOGIN', 'login', `The login ${draft.login} belongs to ${byLogin.email || 'somebody else'}.`));
  else plan.employee = (byEmail ?? byLogin)?.id;
}

/** One line by address and another by login can mean the same person. */
function findPersonsTwice(plans: readonly Plan[]): void {
  const first = new Map<string, number>();
  for (const { line, employee, problems } of plans) {
    if (!employee) continue;
    const before = first.get(employee);
    if (before === undefined) first.set(employee, line);
    else problems.push(fatal('DUPLICATE_EMAIL', 'email', `Line ${before} is about the same person.`));
  }
}

function managerFinder(plans: readonly Plan[], world: World): (plan: Plan) => void {
  const byEmail = new Map(plans.map((plan) => [plan.draft.email, plan]));
  const byLogin = new Map(plans.map((plan) => [plan.draft.login, plan]));
  const byEmployee = new Map(plans.map((plan) => [plan.employee, plan]));
  const byName = new Map<string, Plan[]>();
  for (const plan of plans) for (const key of nameKeys(plan.draft)) byName.set(key, [...(byName.get(key) ?? []), plan]);

  const ofPlan = (plan: Plan | undefined): ManagerRef[] => (plan ? [{ line: plan.line }] : []);
  /** Somebody known who has a line in the file is meant by that line. */
  const ofKnown = (id: string | undefined): ManagerRef[] => {
    if (!id) return [];
    const plan = byEmployee.get(id);
    return plan ? [{ line: plan.line }] : [{ employee: id }];
  };

  function candidates(text: string): ManagerRef[] {
    const [, address] = /<([^<>]+)>$/.exec(text) ?? [];
    const lower = (address ?? text).toLowerCase();
    const exact = [...ofPlan(byEmail.get(lower)), ...ofPlan(byLogin.get(lower))];
    if (exact.length > 0) return exact;
    const known = [...ofKnown(world.byEmail(lower)?.id), ...ofKnown(world.byLogin(lower)?.id)];
    if (known.length > 0) return known;
    const key = nameKey(text);
    return [...(byName.get(key) ?? []).flatMap(ofPlan), ...world.byName(key).flatMap(ofKnown)];
  }

  return (plan) => {
    const text = plan.draft.manager;
    if (!text) return;
    const found = unique(candidates(text));
    const [only] = found;
    if (found.length === 1 && only) plan.manager = only;
    else if (found.length === 0)
      plan.problems.push(leftOut('UNKNOWN_MANAGER', 'manager', `Nobody is called "${text.slice(0, 80)}".`));
    else plan.problems.push(leftOut('AMBIGUOUS_MANAGER', 'manager', `${found.length} people are called "${text.slice(0, 80)}".`));
  };
}

const keyOf = (ref: ManagerRef): string => ('line' in ref ? `line ${ref.line}` : ref.employee);

const unique = (refs: readonly ManagerRef[]): ManagerRef[] => [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];

/** Leaves out the manager that would close a circle, line after line; answers how deep below the top each line stands. */
function breakCircles(plans: readonly Plan[], world: World): Map<number, number> {
  const lineOf = new Map(plans.flatMap((plan) => (plan.employee ? [[plan.employee, `line ${plan.line}`] as const] : [])));
  const nodeOf = (employee: string): string => lineOf.get(employee) ?? employee;
  const above = new Map<string, string>();
  for (const { line, employee, manager } of plans) {
    const current = employee && !manager ? world.byId(employee)?.manager : undefined;
    if (current) above.set(`line ${line}`, nodeOf(current));
  }
  const next = (node: string): string | undefined => {
    if (node.startsWith('line ')) return above.get(node);
    const manager = world.byId(node)?.manager;
    return manager ? nodeOf(manager) : undefined;
  };

  for (const plan of plans) {
    if (!plan.manager) continue;
    const node = `line ${plan.line}`;
    const seen = new Set<string>();
    let at: string | undefined = keyOf(plan.manager);
    while (at && at !== node && !seen.has(at)) {
      seen.add(at);
      at = next(at);
    }
    if (at === node) {
      plan.problems.push(leftOut('MANAGER_CYCLE', 'manager', 'The manager reports to this person, directly or through others.'));
      plan.manager = undefined;
    } else above.set(node, keyOf(plan.manager));
  }
  return levelsOf(plans, next);
}

function levelsOf(plans: readonly Plan[], next: (node: string) => string | undefined): Map<number, number> {
  const levels = new Map<string, number>();
  for (const { line } of plans) {
    const way: string[] = [];
    let at: string | undefined = `line ${line}`;
    while (at && !levels.has(at) && !way.includes(at)) {
      way.push(at);
      at = next(at);
    }
    let level = at === undefined ? -1 : (levels.get(at) ?? -1);
    for (const node of way.reverse()) levels.set(node, ++level);
  }
  return new Map(plans.map(({ line }) => [line, levels.get(`line ${line}`) ?? 0]));
}
