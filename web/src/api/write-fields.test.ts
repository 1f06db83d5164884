import { expect, test } from 'vitest';
import { ApiProblem } from './problem';
import { writeFields } from './write-fields';

type Person = { version: string; title: string; phones: string[] };
const seen: Person = { version: '1', title: 'Engineer', phones: ['+821'] };

/** Holds one person as the server does: a write over another version than its own is refused. */
function server(held: Person) {
  return {
    read: () => Promise.resolve(held),
    write(version: string, change: Partial<Person>): Promise<Person> {
      if (version !== held.version) return Promise.reject(new ApiProblem(412, { reason: 'STALE_VERSION' }));
      return Promise.resolve({ ...held, ...change, version: String(Number(version) + 1) });
    },
  };
}

test('fields are written over the version that was seen', async () => {
  const written = await writeFields({ base: seen, change: { title: 'Architect' }, ...server(seen) });
  expect(written).toEqual({ version: '2', title: 'Architect', phones: ['+821'] });
});

test("somebody else's change of another field stays", async () => {
  const newer = { ...seen, version: '5', phones: ['+822'] };
  const written = await writeFields({ base: seen, change: { title: 'Architect' }, ...server(newer) });
  expect(written).toEqual({ version: '6', title: 'Architect', phones: ['+822'] });
});

test("somebody else's change of the same field is not written over", async () => {
  const newer = { ...seen, version: '5', phones: ['+822'] };
  await expect(writeFields({ base: seen, change: { phones: [] }, ...server(newer) })).rejects.toMatchObject({ status: 412 });
});
