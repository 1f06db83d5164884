import type { UserManager } from 'oidc-client-ts';

/*
 * Tokens live in memory only: a script that got into the page, or another program of the device, finds none in storage.
 * A reload signs in again through the provider's own session, without a question to the person.
 */

let manager: UserManager | undefined;
let renewal: Promise<void> | undefined;
const listeners = new Set<(token: string) => void>();

/** Renew what ends within this time: the call that carries it must still arrive. */
const margin = 20;

export function keepManager(started: UserManager): void {
  manager = started;
  manager.events.addUserLoaded((user) => {
    for (const listener of listeners) listener(user.access_token);
  });
}

export async function accessToken(): Promise<string | undefined> {
  const user = await manager?.getUser();
  if (user && (user.expires_in ?? 0) < margin) await renewToken();
  return (await manager?.getUser())?.access_token;
}

/** Fetches new tokens with the refresh token; where that has ended too, goes to the sign-in page and comes back here. */
export function renewToken(): Promise<void> {
  renewal ??= renew().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

async function renew(): Promise<void> {
  try {
    await manager?.signinSilent();
  } catch (error) {
    // Offline is no reason to leave the page: the refresh token may still be good.
    if (navigator.onLine && isRefusal(error)) await manager?.signinRedirect({ state: location.pathname + location.search });
  }
}

/** The provider answered, and said no. */
const isRefusal = (error: unknown) => error instanceof Error && 'error' in error;

/** Calls back with each new access token. */
export function onNewToken(listener: (token: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
