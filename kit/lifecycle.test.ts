import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createLifecycle, type Module } from './lifecycle.js';

const log = pino({ level: 'silent' });
const immediately = { shutdownDelaySeconds: 0 };

/** Modules that write down when they start and stop. */
function journal(...names: string[]) {
  const events: string[] = [];
  const modules = names.map(
    (name): Module => ({
      name,
      start: () => void events.push(`start ${name}`),
      stop: () => void events.push(`stop ${name}`),
    }),
  );
  return { events, modules };
}

function lifecycleOf(modules: readonly Module[], options: Parameters<typeof createLifecycle>[1] = immediately) {
  const lifecycle = createLifecycle(log, options);
  for (const module of modules) lifecycle.add(module);
  return lifecycle;
}

test('modules start in order and stop in reverse', async () => {
  const { events, modules } = journal('mongo', 'kafka', 'tasks');
  const lifecycle = lifecycleOf(modules);
  await lifecycle.start();
  await lifecycle.stop();
  expect(events).toEqual(['start mongo', 'start kafka', 'start tasks', 'stop tasks', 'stop kafka', 'stop mongo']);
});

test('wherever a start fails, exactly what was started is stopped in reverse and the module is named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(), async (count, seed) => {
      const failing = seed % count;
      const names = Array.from({ length: count }, (_, index) => `module${index}`);
      const { events, modules } = journal(...names);
      const broken = modules.map((module, index) =>
        index === failing ? { ...module, start: () => Promise.reject(new Error('no route')) } : module,
      );
      const lifecycle = lifecycleOf(broken);
      await expect(lifecycle.start()).rejects.toThrow(`module${failing} did not start: no route`);
      await lifecycle.stop();
      const before = names.slice(0, failing);
      expect(events).toEqual([...before.map((name) => `start ${name}`), ...before.toReversed().map((name) => `stop ${name}`)]);
    }),
  );
});

test('a module that fails to stop, or takes too long, does not keep the others running', async () => {
  const { events, modules } = journal('mongo');
  const stuck: Module = { name: 'stuck', stop: () => new Promise(() => {}) };
  const failing: Module = {
    name: 'failing',
    stop: () => {
      throw new Error('broken');
    },
  };
  const lifecycle = lifecycleOf([...modules, stuck, failing], { ...immediately, stopSeconds: 0.05 });
  await lifecycle.start();
  await lifecycle.stop();
  expect(events).toEqual(['start mongo', 'stop mongo']);
});

test('the process is ready once everything has started and nothing objects', async () => {
  let reason: string | undefined = 'no broker answers';
  const { modules } = journal('mongo');
  const lifecycle = lifecycleOf([...modules, { name: 'kafka', ready: () => reason }]);
  expect(lifecycle.notReady()).toEqual(['mongo has not started.', 'kafka has not started.']);
  await lifecycle.start();
  expect(lifecycle.notReady()).toEqual(['kafka: no broker answers']);
  reason = undefined;
  expect(lifecycle.notReady()).toEqual([]);
});

test('a stopping process is not ready at once, but serves on for the delay', async () => {
  const { events, modules } = journal('server');
  const lifecycle = lifecycleOf(modules, { shutdownDelaySeconds: 0.2 });
  await lifecycle.start();
  const began = performance.now();
  const stopped = Promise.all([lifecycle.stop(), lifecycle.stop()]);
  expect(lifecycle.notReady()).toEqual(['The process is stopping.']);
  expect(events).toEqual(['start server']);
  await stopped;
  expect(performance.now() - began).toBeGreaterThan(190);
  expect(events).toEqual(['start server', 'stop server']);
});

test('stopped while starting, it waits for the module at hand, starts no other and stops what it started', async () => {
  const { events, modules } = journal('mongo', 'kafka');
  let finish = () => {};
  const slow: Module = {
    name: 'slow',
    start: () => new Promise((resolve) => (finish = resolve)),
    stop: () => void events.push('stop slow'),
  };
  const lifecycle = lifecycleOf([modules[0] ?? slow, slow, modules[1] ?? slow]);
  const starting = lifecycle.start();
  await vi.waitFor(() => expect(events).toEqual(['start mongo']));
  const stopping = lifecycle.stop();
  finish();
  await expect(starting).rejects.toThrow('stopped while it was starting');
  await stopping;
  expect(events).toEqual(['start mongo', 'stop slow', 'stop mongo']);
});

/** A process with one module whose behaviour the script decides; answers its output and exit code. */
function child(script: string) {
  const program = `
    import { createLifecycle } from ${JSON.stringify(new URL('./lifecycle.ts', import.meta.url).href)};
    import { createLog } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)};
    const log = createLog({ level: 'info', development: false });
    const lifecycle = createLifecycle(log, { shutdownDelaySeconds: 0 });
    lifecycle.onSignals();
    const keepAlive = setInterval(() => {}, 1000);
    ${script}
    await lifecycle.start();
    console.log('started');`;
  const process = spawn(globalThis.process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
  let output = '';
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process,
    output: () => output,
    says: (text: string) => vi.waitFor(() => expect(output).toContain(text), 15_000),
    exit: async () => {
      if (process.exitCode === null) await once(process, 'exit');
      return process.exitCode;
    },
  };
}

test('SIGTERM stops the modules and exits with 0', async () => {
  const { process, says, exit, output } = child(`lifecycle.add({ name: 'server', stop: () => console.log('server stopped') });`);
  await says('started');
  process.kill('SIGTERM');
  expect(await exit()).toBe(0);
  expect(output()).toContain('server stopped');
}, 20_000);

test('a second signal exits at once', async () => {
  const { process, says, exit } = child(`lifecycle.add({ name: 'stuck', stop: () => new Promise(() => {}) });`);
  await says('started');
  process.kill('SIGTERM');
  await says('SIGTERM: stopping');
  const began = performance.now();
  process.kill('SIGINT');
  expect(await exit()).toBe(1);
  expect(performance.now() - began).toBeLessThan(5000);
}, 20_000);

test.each([
  ['an uncaught error', `setTimeout(() => { throw new Error('a bug') }, 100);`],
  ['a rejection nobody awaited', `setTimeout(() => { void Promise.reject(new Error('a bug')) }, 100);`],
])(
  '%s is logged, the modules are stopped and the exit code is 1',
  async (_, bug) => {
    const { exit, output } = child(`lifecycle.add({ name: 'server', stop: () => console.log('server stopped') });${bug}`);
    expect(await exit()).toBe(1);
    expect(output()).toContain('a bug');
    expect(output()).toContain('server stopped');
  },
  20_000,
);
