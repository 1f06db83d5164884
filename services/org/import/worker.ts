import type { Document } from 'mongodb';
import type { Job } from '../../../kit/jobs.js';
import { carryOut, type Parts } from './carry-out.js';
import { checkImport } from './check.js';

/** Looks every second for imports that wait to be checked or carried out. One replica at a time does, and goes on where another has stopped. */
export const importJob = (parts: Parts): Job => ({
  name: 'imports',
  every: 1_000,
  async run({ signal }) {
    const query: Document = { state: { $in: ['checking', 'running'] } };
    const waiting = await parts.imports.collection
      .find(query, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .toArray();
    const failures: unknown[] = [];
    for (const it of await parts.imports.load(waiting.map(({ _id }) => Number(_id)))) {
      if (signal.aborted) return;
      const work = it.state === 'checking' ? checkImport(it, parts) : carryOut(it, parts, signal);
      // One that cannot go on, e.g. while Keycloak is away, does not hold up the others.
      await work.catch((error: unknown) => {
        failures.push(error);
      });
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} imports could not go on.`);
  },
});
