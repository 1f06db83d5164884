/** With a capital first letter, for words of the platform that stand alone: weekdays, months, "yesterday". */
export const capitalised = (text: string, language: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
