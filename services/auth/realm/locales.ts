/** The languages of Atrium. */
export const LOCALES = ['en', 'ko', 'ru'] as const;
