import { useTranslation } from 'react-i18next';
import type { Text } from '../language/languages';
import { closestLanguage } from '../language/languages';
import type { Module } from '../modules/module';
import { useSession } from '../session/session';
import { useModules } from './modules-context';

/** The modules this person may use, in the order of the rail. */
export function useVisibleModules(): readonly Module[] {
  const session = useSession();
  return useModules().filter(({ isVisible }) => isVisible?.(session) ?? true);
}

/** Puts a text into the person's language. */
export function useText(): (text: Text) => string {
  const { i18n } = useTranslation();
  return (text) => text[closestLanguage([i18n.language])];
}
