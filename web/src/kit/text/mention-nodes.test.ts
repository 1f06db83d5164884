import { expect, test } from 'vitest';
import { mentionNodes } from './mention-nodes';

test('mentions become links, anywhere but in code', () => {
  const tree = {
    type: 'root',
    children: [
      { type: 'paragraph', children: [{ type: 'text', value: 'Ask @{u:a-1}!' }] },
      { type: 'code', value: '@{u:a-1}' },
    ],
  };
  mentionNodes()(tree);
  expect(tree.children).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'text', value: 'Ask ' },
        { type: 'link', url: 'mention:a-1', children: [{ type: 'text', value: 'a-1' }] },
        { type: 'text', value: '!' },
      ],
    },
    { type: 'code', value: '@{u:a-1}' },
  ]);
});
