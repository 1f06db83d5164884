import type { Collection } from 'mongodb';
import { CommentKind, type Comment as CommentMessage } from '../../gen/atrium/tasks/v1/tasks.js';
import { parseOrder } from '../../kit/page.js';
import { findPage } from '../../kit/paged.js';
import type { Store } from '../../kit/store.js';

const kinds = {
  handover: CommentKind.COMMENT_KIND_HANDOVER,
  reaction: CommentKind.COMMENT_KIND_REACTION,
  decline: CommentKind.COMMENT_KIND_DECLINE,
  return: CommentKind.COMMENT_KIND_RETURN,
  deadline: CommentKind.COMMENT_KIND_DEADLINE,
  rating: CommentKind.COMMENT_KIND_RATING,
  deferral: CommentKind.COMMENT_KIND_DEFERRAL,
  completion: CommentKind.COMMENT_KIND_COMPLETION,
  carry_over: CommentKind.COMMENT_KIND_CARRY_OVER,
} as const;

export type Occasion = keyof typeof kinds;

/** What somebody said about a task: stored beside it, told of in the task's own events. */
export type Comment = {
  readonly _id: number;
  readonly task: number;
  readonly author: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly createdAt: Date;
  /** On which occasion; absent where it is no more than a remark. */
  readonly occasion?: Occasion | undefined;
  /** The request that wrote it, so that repeating the request finds it. */
  readonly requestId?: string | undefined;
};

export const commentMessage = ({ _id, task, author, text, mentions, createdAt, occasion }: Comment): CommentMessage => ({
  id: _id,
  task,
  author,
  text,
  mentions: [...mentions],
  createdAt,
  kind: occasion ? kinds[occasion] : CommentKind.COMMENT_KIND_REMARK,
});

export const commentCollection = (store: Store): Collection<Comment> =>
  store.collection<Comment>('comments', [
    { key: { task: 1, _id: 1 } },
    { key: { author: 1, requestId: 1 }, unique: true, partialFilterExpression: { requestId: { $exists: true } } },
  ]);

const oldestFirst = parseOrder(undefined, { id: { path: '_id' } }, 'id asc');

/** The comments of a task whose reader has been let in already, oldest first. */
export async function listComments(
  comments: Collection<Comment>,
  task: number,
  { pageSize, pageToken }: { pageSize: number; pageToken: string },
): Promise<{ comments: CommentMessage[]; nextPageToken: string }> {
  const page = await findPage(comments, {
    conditions: [{ task }],
    order: oldestFirst,
    bound: `comments/${task}`,
    pageSize,
    pageToken,
  });
  return { comments: page.items.map(commentMessage), nextPageToken: page.nextPageToken };
}
