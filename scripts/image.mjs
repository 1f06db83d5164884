import { run } from './bootstrap/run.mjs';

await run(new URL('./image.ts', import.meta.url).href);
