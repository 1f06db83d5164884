import { run } from './bootstrap/run.mjs';

await run(new URL('./cluster.ts', import.meta.url).href);
