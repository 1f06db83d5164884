import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { currentLanguage } from '../language/i18n';
import { loadSettings } from './settings';
import { keepManager } from './tokens';

const callbackPath = '/signed-in';
const signedOutPath = '/signed-out';

let manager: UserManager | undefined;

async function start(): Promise<UserManager> {
  const { issuer, clientId } = await loadSettings();
  const started = new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: location.origin + callbackPath,
    post_logout_redirect_uri: location.origin + signedOutPath,
    scope: 'openid profile email',
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    ui_locales: currentLanguage(),
  });
  keepManager(started);
  return started;
}

export type Entry = 'signed-in' | 'signed-out' | 'leaving';

/**
 * Gets the person in. Where the provider remembers them, the way there and back goes unseen; otherwise its sign-in page
 * opens. 'leaving' means the browser is on its way to the provider.
 */
export async function enter(): Promise<Entry> {
  if (location.pathname === signedOutPath) return 'signed-out';
  manager ??= await start();
  if (location.pathname === callbackPath) {
    const path = await finish(manager);
    if (path !== undefined) {
      history.replaceState(null, '', path);
      return 'signed-in';
    }
  } else if (await manager.getUser()) return 'signed-in';
  await leaveToSignIn(location.pathname === callbackPath ? '/' : location.pathname + location.search);
  return 'leaving';
}

/** Where to go after the provider's answer; nowhere if that answer was stale (a bookmarked or reloaded address). */
async function finish(started: UserManager): Promise<string | undefined> {
  try {
    const user = await started.signinCallback();
    return typeof user?.state === 'string' ? user.state : '/';
  } catch (error) {
    const stale = error instanceof Error && /state/i.test(error.message);
    if (stale) return undefined;
    throw error;
  }
}

/** Opens the provider's sign-in page, to come back to `path`. */
export async function leaveToSignIn(path = '/'): Promise<void> {
  manager ??= await start();
  await manager.signinRedirect({ state: path, ui_locales: currentLanguage() });
}

/** Ends the session here and at the provider. */
export async function signOut(): Promise<void> {
  await manager?.signoutRedirect();
}
