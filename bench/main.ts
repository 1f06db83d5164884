import { gateway } from '../gateway/service.js';
import { notify } from '../services/notify/service.js';
import { tasks } from '../services/tasks/service.js';
import { startTestInfra } from '../scripts/infra/test-infra.js';
import { testProcess } from '../tests/process.js';
import type { Bench } from './bench.js';
import { directory } from './directory.js';
import { idle } from './idle.js';
import { latency } from './latency.js';
import { lists } from './lists.js';
import { outbox } from './outbox.js';
import { print, type Row } from './report.js';
import { rest } from './rest.js';
import { sockets } from './sockets.js';

const parts: Record<string, (bench: Bench) => Promise<Row[]>> = { idle, rest, latency, lists, directory, sockets, outbox };

/** `npm run bench [-- part…]`: measures on real parts and prints a table; every target is that of docs/performance.md. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const infra = process.env.ATRIUM_TEST_INFRA ? undefined : await startTestInfra(console.log);
  Object.assign(process.env, infra?.environment);
  const running = await testProcess([tasks, notify, gateway], { env: { ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000' } });
  const bench: Bench = {
    process: running,
    apiUrl: `http://127.0.0.1:${running.settings.port}`,
    token: await running.issuer.token({ sub: 'anna', roles: ['employee'] }, { expiresIn: 86_400 }),
  };
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      console.log(`\n${name}`);
      print(await part(bench));
    }
  } finally {
    await running.stop();
    await infra?.stop();
  }
}

await main();
