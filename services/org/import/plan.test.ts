import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft, ManagerRef, Problem } from './line.js';
import { type Known, type Planned, planImport, type Understood, type World } from './plan.js';

const draft = (change: Partial<Draft>): Draft => ({
  email: '',
  login: '',
  firstName: 'A',
  lastName: '',
  middleName: '',
  ...change,
});

const nameless: Problem = { reason: 'NAME_REQUIRED', field: 'first_name', text: '', fatal: true };

/** Lines 2, 3, 4 … with these drafts, bad ones failing already. */
const lines = (...drafts: (Partial<Draft> & { bad?: boolean })[]): Understood[] =>
  drafts.map(({ bad, ...change }, index) => ({ line: index + 2, draft: draft(change), problems: bad ? [nameless] : [] }));

function world(...known: (Partial<Known> & { id: string; names?: string[] })[]): World {
  const people = known.map((one) => ({ email: '', login: '', manager: '', ...one }));
  return {
    byEmail: (email) => people.find((one) => one.email === email),
    byLogin: (login) => people.find((one) => one.login === login),
    byName: (key) => people.filter((one) => one.names?.includes(key)).map(({ id }) => id),
    byId: (id) => people.find((one) => one.id === id),
  };
}

/** What is wrong with each line. */
const reasons = (plans: readonly Planned[]) => plans.map(({ problems }) => problems.map(({ reason }) => reason));

describe('whom a line is about', () => {
  test('the person with its address, else with its login', () => {
    const plans = planImport(
      lines({ email: 'a@x.org' }, { login: 'b' }, { email: 'new@x.org' }),
      world({ id: 'A', email: 'a@x.org' }, { id: 'B', login: 'b' }),
    );
    expect(plans.map(({ employee }) => employee)).toEqual(['A', 'B', undefined]);
  });

  test('of two lines with one address the second fails; where the first fails anyway, the second counts', () => {
    expect(reasons(planImport(lines({ email: 'a@x.org' }, { email: 'a@x.org' }), world()))).toEqual([[], ['DUPLICATE_EMAIL']]);
    const first = planImport(lines({ email: 'a@x.org', bad: true }, { email: 'a@x.org' }), world());
    expect(reasons(first)).toEqual([['NAME_REQUIRED'], []]);
  });

  test('two lines about one person, by address and by login, are one too many', () => {
    const plans = planImport(lines({ email: 'a@x.org' }, { login: 'a' }), world({ id: 'A', email: 'a@x.org', login: 'a' }));
    expect(reasons(plans)).toEqual([[], ['DUPLICATE_EMAIL']]);
  });

  test("a login that is somebody else's fails the line", () => {
    const plans = planImport(lines({ email: 'new@x.org', login: 'a' }), world({ id: 'A', email: 'a@x.org', login: 'a' }));
    expect(reasons(plans)).toEqual([['DUPLICATE_LOGIN']]);
  });
});

describe('the manager', () => {
  const known = world(
    { id: 'K', email: 'k@x.org', login: 'k', names: ['kim known'] },
    { id: 'T1', names: ['twin'] },
    { id: 'T2', names: ['twin'] },
  );

  test.each<[string, ManagerRef | undefined, string[]]>([
    ['later@x.org', { line: 3 }, []],
    ['Later Person', { line: 3 }, []],
    ['Person, Later', { line: 3 }, []],
    ['K@X.ORG', { employee: 'K' }, []],
    ['Known Kim <k@x.org>', { employee: 'K' }, []],
    ['Kim Known', { employee: 'K' }, []],
    ['Nobody', undefined, ['UNKNOWN_MANAGER']],
    ['Twin', undefined, ['AMBIGUOUS_MANAGER']],
    ['me@x.org', undefined, ['MANAGER_CYCLE']],
  ])('%s', (manager, ref, problems) => {
    const file = lines(
      { email: 'me@x.org', firstName: 'Me', manager },
      { email: 'later@x.org', firstName: 'Later', lastName: 'Person' },
    );
    const plans = planImport(file, known);
    expect(plans[0]?.manager).toEqual(ref);
    expect(reasons(plans)).toEqual([problems, []]);
  });

  test('whose line fails is nobody', () => {
    const file = lines({ email: 'me@x.org', manager: 'bad@x.org' }, { email: 'bad@x.org', bad: true });
    expect(reasons(planImport(file, world()))).toEqual([['UNKNOWN_MANAGER'], ['NAME_REQUIRED']]);
  });

  test('the line that closes a circle loses its manager, also where people known before are part of it', () => {
    const circle = lines({ email: 'a@x.org', manager: 'b@x.org' }, { email: 'b@x.org', manager: 'a@x.org' });
    expect(reasons(planImport(circle, world()))).toEqual([[], ['MANAGER_CYCLE']]);
    const outside = world({ id: 'A', email: 'a@x.org' }, { id: 'M', email: 'm@x.org', manager: 'A' });
    expect(reasons(planImport(lines({ email: 'a@x.org', manager: 'm@x.org' }), outside))).toEqual([['MANAGER_CYCLE']]);
  });

  test('comes before those who report to them, whatever the file and the company look like', () => {
    const size = 12;
    const choice = fc.array(fc.option(fc.nat(size - 1)), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(choice, choice, fc.array(fc.boolean(), { minLength: size, maxLength: size }), (wished, before, existing) => {
        const email = (index: number | null | undefined) => (typeof index === 'number' ? `p${index}@x.org` : undefined);
        const file = lines(...wished.map((manager, index) => ({ email: email(index), manager: email(manager) })));
        // Before the import everybody reports to somebody with a smaller number, so there is no circle yet.
        const people = existing.flatMap((exists, index) => {
          const manager = before[index];
          const above = typeof manager === 'number' && manager < index && existing[manager] ? `P${manager}` : '';
          return exists ? [{ id: `P${index}`, email: email(index), manager: above }] : [];
        });
        const plans = planImport(file, world(...people));
        for (const { manager, level } of plans) {
          if (!manager || !('line' in manager)) continue;
          expect(plans[manager.line - 2]?.level).toBeLessThan(level);
        }
      }),
    );
  });
});
