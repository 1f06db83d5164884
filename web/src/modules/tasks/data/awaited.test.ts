import { expect, test } from 'vitest';
import type { Comment, CommentKind } from '../../../api/types';
import { askedBy, waitsOf } from './awaited';

const since = '2026-11-20T09:00:00Z';
const deadlineProposal = { deadline: '2026-12-01T09:00:00Z', reason: 'Busy', proposedBy: 'boris', proposedAt: since };

test('a task that nobody has to answer waits for nothing', () => {
  expect(waitsOf({ awaited: 'AWAITED_UNSPECIFIED' })).toEqual([]);
});

test('a deadline that was asked for is not lost behind what holds it up more', () => {
  const awaitedSince = '2026-11-21T09:00:00Z';
  expect(waitsOf({ awaited: 'AWAITED_REACTION', awaitedSince, deadlineProposal })).toEqual([
    { awaiting: 'reaction', since: awaitedSince },
    { awaiting: 'deadline', since },
  ]);
  expect(waitsOf({ awaited: 'AWAITED_DEADLINE', awaitedSince: since, deadlineProposal })).toEqual([
    { awaiting: 'deadline', since },
  ]);
});

test('what is answered is what was said last on that occasion', () => {
  const comment = (id: string, kind: CommentKind): Comment => ({ id, kind, task: '7', author: 'boris', text: id, mentions: [] });
  const comments = [
    comment('1', 'COMMENT_KIND_HANDOVER'),
    comment('2', 'COMMENT_KIND_REACTION'),
    comment('3', 'COMMENT_KIND_HANDOVER'),
    comment('4', 'COMMENT_KIND_REMARK'),
  ];
  expect(askedBy('reaction', comments)?.id).toBe('3');
  expect(askedBy('decision', comments)).toBeUndefined();
  expect(askedBy('acceptance', comments)).toBeUndefined();
});
