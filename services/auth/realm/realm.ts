import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { Settings } from '../../../kit/settings.js';
import { type Keycloak, unlessThere } from '../keycloak.js';
import { LOCALES } from './locales.js';
import { smtpServer } from './smtp.js';

/** Attributes by which a later start knows what is its own in the realm. */
const MADE_BY_ATRIUM = 'atrium.made';
const SMTP_OF_ATRIUM = 'atrium.smtp';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Makes the realm, or adds to an existing one what Atrium cannot do without: its languages, and a mail server where there
 * is none. All else of an existing realm belongs to its administrators, also in one that Atrium made before. Tells whether
 * Atrium made it.
 */
export async function ensureRealm(keycloak: Keycloak, settings: Settings): Promise<{ made: boolean }> {
  const realm = settings.keycloakRealm;
  for (;;) {
    const existing = await keycloak.realms.findOne({ realm });
    if (existing) {
      const wanted = amended(existing, settings);
      if (wanted) await keycloak.realms.update({ realm }, wanted);
      return { made: existing.attributes?.[MADE_BY_ATRIUM] === 'true' };
    }
    // Keycloak knows of a conflict before the realm of somebody else can be seen.
    await unlessThere(keycloak.realms.create(newRealm(settings)));
    await sleep(100);
  }
}

function newRealm(settings: Settings): RealmRepresentation {
  const smtp = smtpServer(settings.smtpUrl, settings.mailFrom);
  return {
    realm: settings.keycloakRealm,
    enabled: true,
    displayName: 'Atrium',
    internationalizationEnabled: true,
    supportedLocales: [...LOCALES],
    defaultLocale: 'en',
    loginWithEmailAllowed: true,
    duplicateEmailsAllowed: false,
    registrationAllowed: false,
    rememberMe: true,
    resetPasswordAllowed: true,
    // The people of development have simpler passwords.
    ...(!settings.development && { passwordPolicy: 'length(8) and notUsername(undefined) and notEmail(undefined)' }),
    bruteForceProtected: true,
    failureFactor: 10,
    waitIncrementSeconds: 60,
    maxFailureWaitSeconds: 15 * 60,
    maxDeltaTimeSeconds: 12 * HOUR,
    accessTokenLifespan: 5 * 60,
    // A refresh token is good once: where a stolen one is used, the next use of either ends both (RFC 9700, 4.14.2).
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    ssoSessionIdleTimeout: 10 * HOUR,
    ssoSessionMaxLifespan: DAY,
    ssoSessionIdleTimeoutRememberMe: 14 * DAY,
    ssoSessionMaxLifespanRememberMe: 30 * DAY,
    // The link in a mail that a person has asked for; five minutes are too short for some mail servers.
    actionTokenGeneratedByUserLifespan: HOUR,
    smtpServer: smtp,
    attributes: { [MADE_BY_ATRIUM]: 'true', [SMTP_OF_ATRIUM]: fingerprint(smtp) },
  };
}

/** The realm with what it lacks; undefined where it lacks nothing. */
function amended(realm: RealmRepresentation, settings: Settings): RealmRepresentation | undefined {
  const spoken = realm.internationalizationEnabled ? (realm.supportedLocales ?? []) : [];
  const lackingLocales = LOCALES.filter((locale) => !spoken.includes(locale));
  const smtp = smtpServer(settings.smtpUrl, settings.mailFrom);
  const known: unknown = realm.attributes?.[SMTP_OF_ATRIUM];
  const mailIsOurs = known !== undefined || Object.keys(realm.smtpServer ?? {}).length === 0;
  const mailChanges = mailIsOurs && known !== fingerprint(smtp);
  if (lackingLocales.length === 0 && !mailChanges) return undefined;
  return {
    ...realm,
    internationalizationEnabled: true,
    supportedLocales: [...spoken, ...lackingLocales],
    defaultLocale: realm.defaultLocale ?? 'en',
    ...(mailChanges && { smtpServer: smtp, attributes: { ...realm.attributes, [SMTP_OF_ATRIUM]: fingerprint(smtp) } }),
  };
}

/** Keycloak never shows the password it holds, so what was set is known by its digest. */
const fingerprint = (smtp: Record<string, string>): string =>
  createHash('sha256').update(JSON.stringify(smtp)).digest('base64url');
