/** The languages every text exists in. */
export const languages = ['ko', 'ru', 'en'] as const;

export type Language = (typeof languages)[number];

/** One short text in all languages, for what is shown before a module's own texts are loaded. */
export type Text = Readonly<Record<Language, string>>;

/** Each language by its own name, as its speakers look for it. */
export const languageNames: Text = { ko: '한국어', ru: 'Русский', en: 'English' };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first of the wishes ("ru-RU", "ko") that there are texts for. */
export function closestLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.split('-')[0]?.toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'en';
}
