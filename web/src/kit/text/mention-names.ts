import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Employee } from '../../api/types';
import { personQuery } from '../people/people';
import { mentionedIn } from './mentions';

/** Who the names in a text stand for, both ways, and how to add one more. */
export function useMentionNames(stored: string) {
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const people = useQueries({ queries: mentionedIn(stored).map(personQuery) });

  const nameOf = new Map(picked);
  for (const { data: person } of people) {
    if (person && !nameOf.has(person.id)) nameOf.set(person.id, unusedName(person, nameOf));
  }

  /** The name that stands for this person in this text. */
  function add(person: Employee): string {
    const name = nameOf.get(person.id) ?? unusedName(person, nameOf);
    setPicked(new Map(picked).set(person.id, name));
    return name;
  }

  return { nameOf, idOf: new Map([...nameOf].map(([id, name]) => [name, id])), add };
}

/** Of two people of one name, the second is told by their title or address. */
function unusedName({ name, title, email }: Employee, nameOf: ReadonlyMap<string, string>): string {
  return [...nameOf.values()].includes(name) ? `${name} (${title || email})` : name;
}
