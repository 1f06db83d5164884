import { useNavigate } from '@tanstack/react-router';
import { type Shortcuts, useKeys } from '../kit/keys/use-keys';
import { palette, shortcutsSheet } from './overlays';
import { useVisibleModules } from './visible-modules';

/** The shortcuts that work everywhere: the palette, the list of shortcuts, and what the modules' commands name. */
export function useGlobalKeys(): void {
  const navigate = useNavigate();
  const commands = useVisibleModules().flatMap((module) => module.commands ?? []);
  const ofModules: Record<string, () => void> = {};
  for (const { keys, to } of commands) {
    if (keys !== undefined) ofModules[keys] = () => void navigate({ to });
  }
  const shortcuts: Shortcuts = { 'mod+k': palette.open, '/': palette.open, '?': shortcutsSheet.open, ...ofModules };
  useKeys(shortcuts);
}
