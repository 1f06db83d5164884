import type { Collection } from 'mongodb';
import type { Comment as CommentMessage } from '../../gen/atrium/tasks/v1/tasks.js';
import { parseOrder } from '../../kit/page.js';
import { findPage } from '../../kit/paged.js';
import type { Store } from '../../kit/store.js';

/** What somebody said about a task: stored beside it, told of in the task's own events. */
export type Comment = {
  readonly _id: number;
  readonly task: number;
  readonly author: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly createdAt: Date;
  /** The request that wrote it, so that repeating the request finds it. */
  readonly requestId?: string | undefined;
};

export const commentMessage = ({ _id, task, author, text, mentions, createdAt }: Comment): CommentMessage => ({
  id: _id,
  task,
  author,
  text,
  mentions: [...mentions],
  createdAt,
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
