import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { invalidateLists, one } from '../api/keys';
import { accessToken, onNewToken, renewToken } from '../session/tokens';
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
      renew: renewToken,
      onMessage: changes.take,
      onConnected(connected, resumed) {
        if (connected) {
          clearTimeout(timer);
          timer = undefined;
          setLost(false);
        } else timer ??= setTimeout(() => setLost(true), patience);
        // Whatever changed in between, nobody tells us.
        if (connected && missed && !resumed) void queries.invalidateQueries();
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
/** A flood of changes, such as an import, is followed at this pace. */
const pace = 500;

function gather(queries: QueryClient) {
  const things = new Map<string, Changed>();
  const kinds = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFlush = 0;

  function flush(): void {
    timer = undefined;
    lastFlush = Date.now();
    for (const thing of things.values()) refresh(queries, thing);
    for (const kind of kinds) invalidateLists(queries, kind);
    things.clear();
    kinds.clear();
  }

  return {
    take(message: ServerMessage): void {
      if (message.type === 'resync') void queries.invalidateQueries();
      if (message.type !== 'changed') return;
      things.set(`${message.kind}/${message.id}`, message);
      kinds.add(message.kind);
      timer ??= setTimeout(flush, Math.max(gatherFor, lastFlush + pace - Date.now()));
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
