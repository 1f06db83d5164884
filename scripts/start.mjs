import { run } from './bootstrap/run.mjs';

await run(new URL('./start.ts', import.meta.url).href);
