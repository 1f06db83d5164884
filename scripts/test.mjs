import { run } from './bootstrap/run.mjs';

await run(new URL('./test.ts', import.meta.url).href);
