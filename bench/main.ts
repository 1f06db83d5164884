import { gateway } from '../gateway/service.js';
import { notify } from '../services/notify/service.js';
import { tasks } from '../services/tasks/service.js';
import { startTestInfra } from '../scripts/infra/test-infra.js';
import type { Service } from '../kit/chassis.js';
import { testProcess } from '../tests/process.js';
import type { Bench } from './bench.js';
import { directory } from './directory.js';
import { idle } from './idle.js';
import { latency } from './latency.js';
import { lists } from './lists.js';
import { outbox } from './outbox.js';
import { overload } from './overload.js';
import { print, type Row } from './report.js';
import { rest } from './rest.js';
import { sockets } from './sockets.js';

type Part = { services: readonly Service[]; run: (bench: Bench) => Promise<Row[]> };

const everything = [tasks, notify, gateway];
/** Each part has a process of its own. What notify does with a write is not the cost of the write: it has a role of its own. */
const parts: Record<string, Part> = {
  idle: { services: everything, run: idle },
  rest: { services: [tasks, gateway], run: rest },
  overload: { services: [tasks, gateway], run: overload },
  latency: { services: everything, run: latency },
  lists: { services: [tasks, gateway], run: lists },
  directory: { services: [], run: directory },
  sockets: { services: everything, run: sockets },
  outbox: { services: everything, run: outbox },
};

/** `npm run bench [-- part…]`: measures on real parts and prints a table; every target is that of docs/performance.md. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const infra = process.env.ATRIUM_TEST_INFRA ? undefined : await startTestInfra(console.log);
  Object.assign(process.env, infra?.environment);
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      console.log(`\n${name}`);
      print(await measured(part));
    }
  } finally {
    await infra?.stop();
  }
}

async function measured({ services, run }: Part): Promise<Row[]> {
  const running = await testProcess(services, { env: { ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000' } });
  try {
    return await run({
      process: running,
      apiUrl: `http://127.0.0.1:${running.settings.port}`,
      token: await running.issuer.token({ sub: 'anna', roles: ['employee'] }, { expiresIn: 86_400 }),
    });
  } finally {
    await running.stop();
  }
}

await main();
