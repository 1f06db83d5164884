import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answer, api } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import { unreadQuery } from './notifications';

/** Whoever looks at a thing has read what there is to read about it, also what comes while they look. */
export function useReadAbout(subjectType: string, subjectId: string): void {
  const queries = useQueryClient();
  const { data } = useQuery(unreadQuery);
  const unread = data?.unread ?? 0;
  // So many are about other things.
  const others = useRef(0);

  useEffect(() => {
    if (unread === 0 || unread === others.current) return;
    const read = async () => {
      const left = await answer(api.POST('/v1/notifications:read', { body: { ids: [], subjectType, subjectId } }));
      others.current = left.unread;
      if (left.unread !== unread) invalidateLists(queries, 'notification');
    };
    // It stays unread if that fails, and is read when the thing is looked at again.
    read().catch(() => undefined);
  }, [queries, unread, subjectType, subjectId]);
}
