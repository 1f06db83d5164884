import { expect, test, vi } from 'vitest';
import { together, type Work } from './together.js';

/** Work that lasts until it is called off. */
const untilCalledOff: Work = (signal) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('called off')));
  });

test('the first failure ends the others, and is the one that is told', async () => {
  const failing = async () => {
    throw new Error('no space left');
  };
  await expect(together([untilCalledOff, failing, untilCalledOff])).rejects.toThrow('no space left');
});

test('nobody is left behind: the answer comes when all have come to rest', async () => {
  const done = vi.fn();
  const slow: Work = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    done();
  };
  await expect(together([slow, async () => Promise.reject(new Error('early'))])).rejects.toThrow('early');
  expect(done).toHaveBeenCalledOnce();
});

test('who calls it off from outside ends all', async () => {
  const calledOff = new AbortController();
  const all = together([untilCalledOff, untilCalledOff], calledOff.signal);
  calledOff.abort();
  await expect(all).rejects.toThrow('called off');
});
