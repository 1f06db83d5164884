import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Infra, startInfra } from './infra.js';
import { freePorts } from './port-settings.js';
import type { Log } from './progress.js';

/** An infrastructure for tests: empty, on free ports, beside whatever else runs; gone without a trace when it is stopped. */
export async function startTestInfra(log: Log, signal?: AbortSignal): Promise<Infra> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'atrium-test-infra-'));
  const removeData = () => rm(dataFolder, { recursive: true, force: true });
  try {
    const infra = await startInfra({ dataFolder, ports: await freePorts(), refuseTableScans: true, given: {}, log, signal });
    return {
      ...infra,
      stop: async () => {
        await infra.stop();
        await removeData();
      },
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}
