import { useSyncExternalStore } from 'react';
import type { Command } from './commands';

/*
 * What the person did with their clock and the server has not answered yet: kept on this device until it has, whatever becomes
 * of the page or the connection, and shown in all its tabs.
 */

const none: readonly Command[] = [];
const keyOf = (person: string) => `atrium.clock/${person}`;
const listeners = new Set<() => void>();
const known = new Map<string, { text: string; commands: readonly Command[] }>();

/** The same array until it changes, as useSyncExternalStore asks for. */
export function waitingFor(person: string): readonly Command[] {
  const text = localStorage.getItem(keyOf(person)) ?? '';
  const last = known.get(person);
  if (last?.text === text) return last.commands;
  const commands = parse(text);
  known.set(person, { text, commands });
  return commands;
}

function parse(text: string): readonly Command[] {
  try {
    const value: unknown = text === '' ? none : JSON.parse(text);
    return Array.isArray(value) ? value.filter(isCommand) : none;
  } catch {
    return none;
  }
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'id' in value && 'verb' in value && 'at' in value;

function write(person: string, commands: readonly Command[]): void {
  if (commands.length === 0) localStorage.removeItem(keyOf(person));
  else localStorage.setItem(keyOf(person), JSON.stringify(commands));
  for (const listener of listeners) listener();
}

export const keep = (person: string, command: Command): void => write(person, [...waitingFor(person), command]);

export const drop = (person: string, id: string): void =>
  write(
    person,
    waitingFor(person).filter((command) => command.id !== id),
  );

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

export const useWaiting = (person: string): readonly Command[] => useSyncExternalStore(subscribe, () => waitingFor(person));
