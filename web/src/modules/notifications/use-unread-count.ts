import { useQuery } from '@tanstack/react-query';
import { unreadQuery } from './data/notifications';

/** How many notifications wait to be read. */
export const useUnreadCount = (): number => useQuery(unreadQuery).data?.unread ?? 0;
