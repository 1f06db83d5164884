import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ProcessSettings, startProcess, stopLeftovers } from './managed-process.js';
import { freePort } from './ports.js';
import { identify, isRunning } from './process-identity.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-process-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const isAlive = (pid: number) => identify(pid) !== undefined;

/** A process that runs JavaScript; ready at once unless told otherwise. */
const script = (code: string, more: Partial<ProcessSettings> = {}): ProcessSettings => ({
  title: 'Example',
  name: 'example',
  command: process.execPath,
  args: ['-e', code],
  folder,
  isReady: () => Promise.resolve(true),
  patienceSeconds: 10,
  ...more,
});

const forever = 'setInterval(() => undefined, 1000);';

describe('a managed process', () => {
  test('is handed over when it answers, not before', async () => {
    const port = await freePort();
    const slow = `setTimeout(() => require('http').createServer((_, a) => a.end()).listen(${port}), 300)`;
    const answers = async () => (await fetch(`http://127.0.0.1:${port}`)).ok;
    const server = await startProcess(script(slow, { isReady: answers }));
    expect(await answers()).toBe(true);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  test('leaves no note of its id once it has stopped, and may be stopped twice', async () => {
    const server = await startProcess(script(forever));
    expect(existsSync(join(folder, 'example.pid'))).toBe(true);
    await server.stop();
    await server.stop();
    expect(existsSync(join(folder, 'example.pid'))).toBe(false);
  });

  test('that ends while it starts is reported with the end of its log', async () => {
    const broken = script('console.error("the disk is on fire"); process.exit(3)', { isReady: () => Promise.resolve(false) });
    await expect(startProcess(broken)).rejects.toThrow(/Example stopped while starting.*the disk is on fire/s);
  });

  test('that never answers is stopped again', async () => {
    const mute = script(
      `require('fs').writeFileSync(${JSON.stringify(join(folder, 'own-id'))}, String(process.pid)); ${forever}`,
      {
        isReady: () => Promise.resolve(false),
        patienceSeconds: 1,
      },
    );
    await expect(startProcess(mute)).rejects.toThrow('Example was not ready within 1 s');
    expect(isAlive(Number(readFileSync(join(folder, 'own-id'), 'utf8')))).toBe(false);
  });

  test('is given up at once when the start is called off', async () => {
    const calledOff = new AbortController();
    const starting = startProcess(script(forever, { isReady: () => Promise.resolve(false), signal: calledOff.signal }));
    calledOff.abort(new Error('called off'));
    await expect(starting).rejects.toThrow('called off');
    expect(existsSync(join(folder, 'example.pid'))).toBe(false);
  });

  test('whose program does not exist is reported by name', async () => {
    // Where a helper starts the program, the helper says so in the log; elsewhere the system says so.
    await expect(startProcess(script('', { command: 'no-such-program', isReady: () => Promise.resolve(false) }))).rejects.toThrow(
      /no-such-program/,
    );
  });

  test.runIf(process.platform === 'linux')('does not outlive a parent that is killed', async () => {
    const module = JSON.stringify(join(import.meta.dirname, 'managed-process.ts'));
    const settings = JSON.stringify({
      title: 'Child',
      name: 'child',
      command: process.execPath,
      args: ['-e', forever],
      folder,
      patienceSeconds: 10,
    });
    const code = `import { startProcess } from ${module}; await startProcess({ ...${settings}, isReady: async () => true }); ${forever}`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'inherit' });
    const note = join(folder, 'child.pid');
    while (!existsSync(note) || readFileSync(note, 'utf8') === '') await sleep(50);
    const pid = Number(/"pid":(\d+)/.exec(readFileSync(note, 'utf8'))?.[1]);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  });
});

describe('what an earlier run left behind', () => {
  test('is stopped where it is the very process that was written down', async () => {
    const leftover = spawn(process.execPath, ['-e', forever], { stdio: 'ignore' });
    const identity = identify(leftover.pid ?? 0);
    writeFileSync(join(folder, 'old.pid'), JSON.stringify(identity));
    await stopLeftovers(folder);
    expect(identity && isRunning(identity)).toBe(false);
    expect(existsSync(join(folder, 'old.pid'))).toBe(false);
  });

  test('is left alone where the id belongs to another process by now', async () => {
    const other = spawn(process.execPath, ['-e', forever], { stdio: 'ignore' });
    const pid = other.pid ?? 0;
    writeFileSync(join(folder, 'old.pid'), JSON.stringify({ pid, startedAt: 1 }));
    await stopLeftovers(folder);
    expect(isAlive(pid)).toBe(true);
    other.kill('SIGKILL');
  });
});
