// An infrastructure for tests that stays up while one works: `npx tsx scripts/dev-infra.ts [FILE]`, and then
// `ATRIUM_TEST_INFRA=.cache/test-infra.json npx vitest run path/to.test.ts` as often as one likes. SIGTERM or Ctrl-C ends it.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { interruption } from './infra/interruption.js';
import { startTestInfra } from './infra/test-infra.js';

const file = process.argv[2] ?? '.cache/test-infra.json';
const interrupted = interruption();
const infra = await startTestInfra(console.log, interrupted.signal);
try {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(infra.environment, undefined, 2)}\n`);
  console.log(`Ready. Tests use it with ATRIUM_TEST_INFRA=${file}`);
  const ended = await Promise.race([infra.firstEnded, interrupted.happened]);
  if (ended) console.error(`${ended.title} has ended by itself; here is its log:\n${ended.lastWords()}`);
} finally {
  await rm(file, { force: true });
  await infra.stop();
}
