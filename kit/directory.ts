import type { Actor, Permission } from './actor.js';
import { abilityOf } from './ability.js';
import type { Caller } from './identity.js';

/** What a process knows of a person without asking org. */
export type Person = {
  id: string;
  version: number;
  name: string;
  email: string;
  departments: readonly number[];
  /** Who the person reports to; '' where the head of the department is meant. */
  manager: string;
  active: boolean;
  guest: boolean;
  /** "ko", "ru", "en"; '' where the company's is meant. */
  locale: string;
  timeZone: string;
};

export type DepartmentEntry = {
  id: number;
  version: number;
  name: string;
  parent: number;
  head: string;
  deputies: readonly string[];
};

/** When the company works: weekdays by ISO 8601, times "HH:MM", days "YYYY-MM-DD". */
export type WorkingCalendar = {
  readonly weekdays: readonly number[];
  readonly dayStart: string;
  readonly dayEnd: string;
  readonly holidays: readonly string[];
  readonly extraDays: readonly string[];
};

export type CompanyEntry = {
  version: number;
  name: string;
  locale: string;
  timeZone: string;
  modules: readonly string[];
  calendar?: WorkingCalendar | undefined;
};

export type Role = { id: string; version: number; permissions: readonly Permission[] };

/** A change of the directory: who or what is new, changed or gone. */
export type DirectoryChange =
  | { kind: 'employee'; id: string }
  | { kind: 'department'; id: number }
  | { kind: 'company' }
  | { kind: 'role'; id: string };

/**
 * The people, departments and roles of the company as this process knows them: a snapshot filled from org and auth and
 * kept fresh by their events, so that "which departments am I in, who reports to me" costs no call, and is answered
 * while org is away. Entries carry their version: an older one never replaces a newer one.
 */
export class Directory {
  #people = new Map<string, Person>();
  #departments = new Map<number, DepartmentEntry>();
  /** Ids are not given again: what was removed must not come back by news that is older. */
  #removed = new Set<number>();
  /** Who belongs to a department directly. */
  #belonging = new Map<number, Set<string>>();
  #children: Map<number, number[]> | undefined;
  #roles = new Map<string, Role>();
  #company: CompanyEntry | undefined;
  #leads: Map<string, number[]> | undefined;
  #actors = new WeakMap<Caller, Actor>();
  #listeners = new Set<(change: DirectoryChange) => void>();

  person = (id: string): Person | undefined => this.#people.get(id);
  people = (): IterableIterator<Person> => this.#people.values();
  department = (id: number): DepartmentEntry | undefined => this.#departments.get(id);
  departments = (): IterableIterator<DepartmentEntry> => this.#departments.values();
  company = (): CompanyEntry | undefined => this.#company;

  putPerson(person: Person): void {
    const before = this.#people.get(person.id);
    if ((before?.version ?? 0) >= person.version) return;
    for (const id of before?.departments ?? []) this.#belonging.get(id)?.delete(person.id);
    for (const id of person.departments) this.#belonging.set(id, (this.#belonging.get(id) ?? new Set()).add(person.id));
    this.#people.set(person.id, person);
    this.#changed({ kind: 'employee', id: person.id });
  }

  putDepartment(department: DepartmentEntry): void {
    if (this.#removed.has(department.id) || (this.#departments.get(department.id)?.version ?? 0) >= department.version) return;
    this.#departments.set(department.id, department);
    this.#departmentChanged(department.id);
  }

  removeDepartment(id: number): void {
    this.#removed.add(id);
    if (this.#departments.delete(id)) this.#departmentChanged(id);
  }

  putCompany(company: CompanyEntry): void {
    if ((this.#company?.version ?? 0) >= company.version) return;
    this.#company = company;
    this.#changed({ kind: 'company' });
  }

  putRole(role: Role): void {
    if ((this.#roles.get(role.id)?.version ?? 0) >= role.version) return;
    this.#roles.set(role.id, role);
    this.#changed({ kind: 'role', id: role.id });
  }

  /** Hears of each change after it is in the snapshot; returns how to stop hearing. */
  onChange(listener: (change: DirectoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The department and all above it, from below; a cycle, which org never writes, would end the walk. */
  ancestors(id: number): number[] {
    const chain: number[] = [];
    for (let at = this.#departments.get(id); at && !chain.includes(at.id); at = this.#departments.get(at.parent))
      chain.push(at.id);
    return chain;
  }

  /** The departments a person leads, as head or deputy. */
  leads(user: string): readonly number[] {
    this.#leads ??= leadership(this.#departments.values());
    return this.#leads.get(user) ?? [];
  }

  /** Who the person reports to, from the direct superior to the top: the named manager, else the head of the department, else of one above. */
  superiors(user: string): string[] {
    const chain: string[] = [];
    for (let next = this.#superior(user); next && next !== user && !chain.includes(next); next = this.#superior(next))
      chain.push(next);
    return chain;
  }

  isSuperior = (superior: string, user: string): boolean => this.superiors(user).includes(superior);

  #superior(user: string): string | undefined {
    const person = this.#people.get(user);
    if (!person) return undefined;
    if (person.manager) return person.manager;
    for (const department of person.departments)
      for (const id of this.ancestors(department)) {
        const head = this.#departments.get(id)?.head;
        if (head && head !== user) return head;
      }
    return undefined;
  }

  /** "u:SUBJECT" of a person and "d:ID" of their departments and all above: the names under which things are shared with them. */
  refs(user: string): string[] {
    const departments = this.#people.get(user)?.departments.flatMap((id) => this.ancestors(id)) ?? [];
    return [`u:${user}`, ...new Set(departments.map((id) => `d:${id}`))];
  }

  #withAllBelow(ids: Iterable<number>): Set<number> {
    this.#children ??= childrenOf(this.#departments.values());
    const found = new Set([...ids].filter((id) => this.#departments.has(id)));
    // A set may grow while it is walked through.
    for (const id of found) for (const child of this.#children.get(id) ?? []) found.add(child);
    return found;
  }

  /** What stands in `readers` of a thing these people ("u:…") and departments ("d:…") take part in; see kit/ability.ts. */
  readers(refs: readonly string[]): string[] {
    const readers = new Set(refs);
    for (const ref of refs) {
      const direct = ref.startsWith('u:') ? (this.#people.get(ref.slice(2))?.departments ?? []) : [Number(ref.slice(2))];
      for (const id of direct) {
        if (ref.startsWith('u:')) readers.add(`in:${id}`);
        for (const above of this.#lineage(id)) readers.add(`under:${above}`);
      }
    }
    return [...readers];
  }

  /** As `ancestors`, with the first that is not known yet: once it is, what stands under it is found by its name. */
  #lineage(id: number): number[] {
    const known = this.ancestors(id);
    const top = known.at(-1);
    const above = top === undefined ? id : (this.#departments.get(top)?.parent ?? 0);
    return above === 0 || known.includes(above) ? known : [...known, above];
  }

  /** Everyone the refs name: people themselves and the active members of departments and of those below. */
  members(refs: Iterable<string>): Set<string> {
    const members = new Set<string>();
    const wanted = new Set<number>();
    for (const ref of refs) {
      if (ref.startsWith('u:')) members.add(ref.slice(2));
      if (ref.startsWith('d:')) wanted.add(Number(ref.slice(2)));
    }
    for (const department of this.#withAllBelow(wanted))
      for (const id of this.#belonging.get(department) ?? []) if (this.#people.get(id)?.active) members.add(id);
    return members;
  }

  /** Who a caller is in this company. Remembered for each verified token until the directory changes. */
  actor(caller: Caller): Actor {
    const known = this.#actors.get(caller);
    if (known) return known;
    const actor = this.actorOf(caller.user, caller.roles);
    this.#actors.set(caller, actor);
    return actor;
  }

  actorOf(user: string, roles: readonly string[]): Actor {
    const refs = this.refs(user);
    const standing = { refs, departments: this.#people.get(user)?.departments ?? [], leads: this.leads(user) };
    const permissions = roles.flatMap((role) => this.#roles.get(role)?.permissions ?? []);
    return {
      id: user,
      roles,
      refs,
      leads: standing.leads,
      ability: abilityOf(permissions, standing),
      service: roles.includes('service'),
    };
  }

  #departmentChanged(id: number): void {
    this.#leads = undefined;
    this.#children = undefined;
    this.#changed({ kind: 'department', id });
  }

  #changed(change: DirectoryChange): void {
    this.#actors = new WeakMap();
    for (const listener of this.#listeners) listener(change);
  }
}

function childrenOf(departments: Iterable<DepartmentEntry>): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const { id, parent } of departments) {
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

function leadership(departments: Iterable<DepartmentEntry>): Map<string, number[]> {
  const leads = new Map<string, number[]>();
  for (const { id, head, deputies } of departments)
    for (const leader of new Set([head, ...deputies].filter(Boolean))) leads.set(leader, [...(leads.get(leader) ?? []), id]);
  return leads;
}

/** The zone a person lives by: their own, else the company's. */
export const zoneOf = (directory: Directory, person: string): string =>
  directory.person(person)?.timeZone || directory.company()?.timeZone || 'UTC';
