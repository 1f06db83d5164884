import { readFile } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { type InfraEnvironment, infraEnvironment } from '../scripts/infra/environment.js';
import { startTestInfra } from '../scripts/infra/test-infra.js';

declare module 'vitest' {
  export interface ProvidedContext {
    infra: InfraEnvironment;
  }
}

/** Gives the tests real servers: those that the file named by ATRIUM_TEST_INFRA describes, or else fresh ones on free ports. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const file = process.env.ATRIUM_TEST_INFRA;
  if (file) {
    project.provide('infra', infraEnvironment.parse(JSON.parse(await readFile(file, 'utf8'))));
    return undefined;
  }
  const infra = await startTestInfra(console.log);
  project.provide('infra', infra.environment);
  return infra.stop;
}
