import type { Kind } from '../../kinds.js';

/** What a mail says in one language. Labels are nouns or states, so that no grammar depends on who acted. */
export type Texts = {
  locale: string;
  /** Of a mail with several notifications. */
  subject(count: number): string;
  /** Of one notification, by kind; by action where one is named. */
  kinds: Readonly<Record<Kind, string>>;
  statuses: Readonly<Record<string, string>>;
  /** How many notifications the mail does not show. */
  more(count: number): string;
  open: string;
  /** Why the mail came, and where to choose otherwise. */
  why: string;
  preferences: string;
  imported(counts: { created: number; updated: number; failed: number }): string;
};

/** The form of a word that goes with a number: `form(rules, 3, { one: 'file', other: 'files' })`. */
export const form = (
  rules: Intl.PluralRules,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
) => forms[rules.select(count)] ?? forms.other;
