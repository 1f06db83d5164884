import { type InfiniteData, infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { invalidateLists, list } from '../../../api/keys';
import type { Notification } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';

export const unreadQuery = queryOptions({
  queryKey: list('notification', 'unread'),
  queryFn: ({ signal }) => answer(api.GET('/v1/notifications:unreadCount', { signal })),
});

/** Newest first. */
export const notificationsQuery = (unreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: list('notification', 'pages', unreadOnly),
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/v1/notifications', { params: { query: { unreadOnly, pageSize: 50, pageToken: pageParam } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

type Page = { readonly notifications: readonly Notification[] };

/** Marks one notification as read, or without an id all of them; at once on the screen, and put right if it failed. */
export function useRead(): (id?: string) => void {
  const queries = useQueryClient();

  function show(id: string | undefined): void {
    const readAt = new Date().toISOString();
    const isMeant = (notification: Notification) =>
      notification.readAt === undefined && (id === undefined || notification.id === id);
    const read = <Shape extends Page>(page: Shape): Shape => ({
      ...page,
      notifications: page.notifications.map((each) => (isMeant(each) ? { ...each, readAt } : each)),
    });
    queries.setQueriesData<InfiniteData<Page>>({ queryKey: list('notification', 'pages') }, (data) => {
      return data && { ...data, pages: data.pages.map(read) };
    });
    queries.setQueryData(
      unreadQuery.queryKey,
      (count) => count && { unread: id === undefined ? 0 : Math.max(0, count.unread - 1) },
    );
  }

  async function read(id: string | undefined): Promise<void> {
    show(id);
    let { unread } = await answer(api.POST('/v1/notifications:read', { body: { ids: id === undefined ? [] : [id] } }));
    // One call reads so many at most; it says how many are left.
    while (id === undefined && unread > 0) {
      const left = await answer(api.POST('/v1/notifications:read', { body: {} }));
      if (left.unread >= unread) break;
      ({ unread } = left);
    }
  }

  return (id) =>
    void read(id)
      .catch((error: unknown) => problemToast(error))
      .finally(() => invalidateLists(queries, 'notification'));
}
