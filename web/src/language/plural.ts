/** A text by the CLDR plural categories of its language: English has two, Russian four, Korean one. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Plural {
  readonly plural: PluralForms;
}

/** A text that depends on `count`, which it may show as {{count}}. */
export const plural = (forms: PluralForms): Plural => ({ plural: forms });

export type Messages = { readonly [key: string]: string | Plural | Messages };

/** The same keys as the English texts, and a plural where they have one. */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends Plural
      ? Plural
      : Translation<English[Key]>;
};

/** The keys as i18next looks them up: to it, a plural is one key. */
export type Flat<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string | Plural ? string : Flat<Texts[Key]>;
};

type Resource = { [key: string]: string | Resource };

export function isPlural(value: string | Plural | Messages): value is Plural {
  return typeof value === 'object' && 'plural' in value && typeof value.plural === 'object';
}

/** Texts as i18next stores them: `days: plural({ one, other })` becomes `days_one` and `days_other`. */
export function toResource(messages: Messages): Resource {
  const resource: Resource = {};
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') resource[key] = value;
    else if (isPlural(value)) {
      for (const [category, text] of Object.entries(value.plural)) resource[`${key}_${category}`] = text;
    } else resource[key] = toResource(value);
  }
  return resource;
}
