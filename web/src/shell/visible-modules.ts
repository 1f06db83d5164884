import { useTranslation } from 'react-i18next';
import type { Text } from '../language/languages';
import { closestLanguage } from '../language/languages';
import type { Module } from '../modules/module';
import { useSession } from '../session/session';
import { useModules } from './modules-context';

/** The modules this person may use, in the order of the rail, with the commands they may give. */
export function useVisibleModules(): readonly Module[] {
  const session = useSession();
  const may = ({ isVisible }: Pick<Module, 'isVisible'>) => isVisible?.(session) ?? true;
  return useModules()
    .filter(may)
    .map((module) => ({ ...module, commands: module.commands?.filter(may) }));
}

/** Puts a text into the person's language. */
export function useText(): (text: Text) => string {
  const { i18n } = useTranslation();
  return (text) => text[closestLanguage([i18n.language])];
}
