import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { invalidateLists, one } from '../api/keys';
import { accessToken, onNewToken } from '../session/tokens';
import type { Changed, ServerMessage } from './message';
import { openSocket } from './socket';

/** Shorter losses (a deployment, a lift) aren't worth a word. */
const patience = 5000;

/** Keeps what is on screen as it is on the server. Returns whether the connection has been lost for a while. */
export function useLive(): boolean {
  const queries = useQueryClient();
  const [lost, setLost] = useState(false);

  useEffect(() => {
    const changes = gather(queries);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    const socket = openSocket({
      url: `${location.origin.replace(/^http/, 'ws')}/v1/socket`,
      token: accessToken,
      onMessage: changes.take,
      onConnected(connected) {
        clearTimeout(timer);
        timer = connected ? undefined : setTimeout(() => setLost(true), patience);
        if (connected) setLost(false);
        // Whatever changed in between, nobody told us.
        if (connected && missed) void queries.invalidateQueries();
        missed = !connected;
      },
    });
    const stopTokens = onNewToken(socket.authenticate);
    addEventListener('online', socket.retry);
    return () => {
      clearTimeout(timer);
      changes.stop();
      stopTokens();
      removeEventListener('online', socket.retry);
      socket.close();
    };
  }, [queries]);

  return lost;
}

/** What comes within this time is refetched once. */
const gatherFor = 100;

function gather(queries: QueryClient) {
  const things = new Map<string, Changed>();
  const kinds = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    for (const thing of things.values()) refresh(queries, thing);
    for (const kind of kinds) invalidateLists(queries, kind);
    things.clear();
    kinds.clear();
  }

  return {
    take(message: ServerMessage): void {
      if (message.type === 'resync') return void queries.invalidateQueries();
      things.set(`${message.kind}/${message.id}`, message);
      kinds.add(message.kind);
      timer ??= setTimeout(flush, gatherFor);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Refetches what belongs to the thing, and the thing itself unless this very version is shown, as after one's own write. */
function refresh(queries: QueryClient, { kind, id, version }: Changed): void {
  const queryKey = one(kind, id);
  const isItself = (key: readonly unknown[]) => key.length === queryKey.length;
  void queries.invalidateQueries({
    queryKey,
    predicate: (query) => !isItself(query.queryKey) || versionOf(query.state.data) < version,
  });
}

function versionOf(data: unknown): number {
  return typeof data === 'object' && data !== null && 'version' in data ? Number(data.version) : 0;
}
