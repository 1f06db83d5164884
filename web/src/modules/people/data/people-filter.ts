/** Whom a list shows, by what became of them. */
export const whoWords = ['working', 'invited', 'guests', 'left', 'everyone'] as const;

export type Who = (typeof whoWords)[number];

const conditions: Record<Who, string> = {
  working: 'status in ["active", "invited"] && !guest',
  invited: 'status == "invited"',
  guests: 'guest && status != "deactivated"',
  left: 'status == "deactivated"',
  everyone: '',
};

/** What the address of the page says about the list. */
export type PeopleSearch = {
  readonly view?: 'structure';
  readonly q?: string;
  /** A department's id: its people, and those of departments below it. */
  readonly department?: string;
  readonly who?: Who;
};

export const defaultWho: Who = 'working';

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What of an address is understood; the rest is left out. */
export function peopleSearch(search: Record<string, unknown>): PeopleSearch {
  const q = text(search.q);
  const department = text(search.department);
  const who = whoWords.find((word) => word === search.who);
  return {
    ...(search.view === 'structure' && { view: 'structure' }),
    ...(q !== '' && { q }),
    ...(/^[1-9]\d{0,15}$/.test(department) && { department }),
    ...(who !== undefined && who !== defaultWho && { who }),
  };
}

/** The list's condition in the language of the contract. */
export const toCel = ({ department, who = defaultWho }: PeopleSearch): string =>
  [conditions[who], department === undefined ? '' : `"under:${department}" in place`].filter(Boolean).join(' && ');
