import { type Keycloak } from '../keycloak.js';
import { LOCALES } from './locales.js';
import { en } from './mail-texts/en.js';
import { ko } from './mail-texts/ko.js';
import { ru } from './mail-texts/ru.js';

const texts = { en, ko, ru };

/**
 * Gives the realm texts for the mails Keycloak sends: the one that invites, in a realm that Atrium made, and those that
 * Keycloak itself lacks in a language. A text that the realm has already is its administrators'.
 */
export async function ensureMailTexts(keycloak: Keycloak, realm: string, made: boolean): Promise<void> {
  for (const locale of LOCALES) {
    const { inviting, lacking } = texts[locale];
    const present = await keycloak.realms.getRealmLocalizationTexts({ realm, selectedLocale: locale });
    for (const [key, text] of Object.entries({ ...lacking, ...(made && inviting) }))
      if (!(key in present)) await keycloak.realms.addLocalization({ realm, selectedLocale: locale, key }, text);
  }
}
