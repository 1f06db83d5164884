import { expect, test } from 'vitest';
import { testBus } from '../tests/bus.js';

test('processes that start at the same moment on an empty Kafka make the topics together', async () => {
  const { bus, another, stop } = await testBus({ topics: [] });
  try {
    const names = Array.from({ length: 25 }, (_, index) => bus.topic(`topic-${index}`));
    await Promise.all([bus, ...Array.from({ length: 6 }, another)].map((each) => each.ensureTopics(names)));
    expect(await bus.topics()).toEqual(expect.arrayContaining(names));
  } finally {
    await stop();
  }
});
