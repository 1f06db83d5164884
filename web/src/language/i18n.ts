import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { common, loadMessages } from './catalogues';
import { closestLanguage, isLanguage, type Language, languages } from './languages';
import { toResource } from './plural';

const storageKey = 'atrium.language';

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, callback) {
    loadMessages(namespace, closestLanguage([language])).then(
      (messages) => callback(null, toResource(messages)),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

/** What the person chose on this device. */
export function chosenLanguage(): Language | undefined {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : undefined;
}

export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: chosenLanguage() ?? closestLanguage(navigator.languages),
      supportedLngs: languages,
      fallbackLng: false,
      ns: [common],
      defaultNS: common,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
    });
}

/** Changes the language at once, and for the next start on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return closestLanguage([i18next.language]);
}
