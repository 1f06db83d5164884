import type { Icon } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Text } from '../language/languages';
import type { Session } from '../session/session';

export type Target = NonNullable<LinkProps['to']>;

/** Something the palette can do. */
export type Command = {
  readonly id: string;
  readonly title: Text;
  readonly icon: Icon;
  readonly to: Target;
  /** Whether it makes something new: these stand in the Create menu too. */
  readonly creates?: boolean;
  /** Shown beside it, e.g. "c". */
  readonly keys?: string;
  /** Where not everyone who sees the module may do it. */
  readonly isVisible?: (session: Session) => boolean;
};

/** One thing the palette's search found. */
export type Hit = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly icon: Icon;
  /** An address within the application, e.g. "/tasks/42". */
  readonly href: string;
};

/** What a module adds to the frame. Its pages, texts and heavy parts load when they are first shown. */
export type Module = {
  /** The name of its folder. */
  readonly name: string;
  readonly title: Text;
  readonly icon: Icon;
  readonly to: Target;
  /** On phones, the first four that say so stand in the bottom bar, the rest under "More". */
  readonly inBottomBar?: boolean;
  /** An icon in the top bar, on phones too. */
  readonly inTopBar?: boolean;
  /** What that icon opens where there is room for it, instead of the page. */
  readonly Preview?: ComponentType<{ onClose: () => void }>;
  /** What it shows in the top bar by itself: a small control that is always at hand. */
  readonly Control?: ComponentType;
  /** At the bottom of the rail, for what people seldom need. */
  readonly atEnd?: boolean;
  readonly isVisible?: (session: Session) => boolean;
  /** The count shown beside its name; a hook. */
  readonly useCount?: () => number;
  readonly commands?: readonly Command[];
  /** Looks for its things in the palette. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly Hit[]>;
};
