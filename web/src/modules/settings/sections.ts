import {
  type Icon,
  IconBuilding,
  IconCalendar,
  IconMailForward,
  IconPuzzle,
  IconShieldLock,
  IconTableImport,
} from '@tabler/icons-react';
import { mayAll, mayAny } from '../../kit/rights';
import type { Session } from '../../session/session';

const mayUpdate = ({ company }: Session) => company.allowedActions.includes('update');

/** What can be set, in the order of the menu, and who sees it. */
export const sections = [
  { id: 'general', to: '/settings/general', icon: IconBuilding, isVisible: mayUpdate },
  { id: 'calendar', to: '/settings/calendar', icon: IconCalendar, isVisible: mayUpdate },
  { id: 'modules', to: '/settings/modules', icon: IconPuzzle, isVisible: mayUpdate },
  { id: 'permissions', to: '/settings/permissions', icon: IconShieldLock, isVisible: mayUpdate },
  {
    id: 'invitations',
    to: '/settings/invitations',
    icon: IconMailForward,
    isVisible: ({ rights }: Session) => mayAny(rights, 'MODULE_PEOPLE', 'OPERATION_CREATE'),
  },
  {
    id: 'import',
    to: '/settings/import',
    icon: IconTableImport,
    isVisible: ({ rights }: Session) => mayAll(rights, 'MODULE_PEOPLE', 'OPERATION_CHANGE'),
  },
] as const satisfies readonly { id: string; to: string; icon: Icon; isVisible: (session: Session) => boolean }[];

export const visibleSections = (session: Session) => sections.filter(({ isVisible }) => isVisible(session));
