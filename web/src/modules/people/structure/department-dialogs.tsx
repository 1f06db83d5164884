import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Department } from '../../../api/types';
import { CreateDialog } from './create-dialog';
import { DeleteDialog } from './delete-dialog';
import { MoveDialog } from './move-dialog';

type Asked =
  | { readonly what: 'create'; readonly parent: string }
  | { readonly what: 'move'; readonly department: Department; readonly parent: string | undefined }
  | { readonly what: 'delete'; readonly department: Department };

type Ask = {
  readonly create: (parent: string) => void;
  /** `parent` where it was chosen already, as by dragging. */
  readonly move: (department: Department, parent?: string) => void;
  readonly remove: (department: Department) => void;
};

const DialogsContext = createContext<Ask | undefined>(undefined);

/** The dialogs about departments, for the chart, the tree and the sheet alike. */
export function DepartmentDialogs({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const ask = useMemo<Ask>(
    () => ({
      create: (parent) => setAsked({ what: 'create', parent }),
      move: (department, parent) => setAsked({ what: 'move', department, parent }),
      remove: (department) => setAsked({ what: 'delete', department }),
    }),
    [],
  );
  const close = () => setAsked(undefined);
  return (
    <DialogsContext value={ask}>
      {children}
      {asked?.what === 'create' && <CreateDialog parent={asked.parent} onClose={close} />}
      {asked?.what === 'move' && <MoveDialog department={asked.department} target={asked.parent} onClose={close} />}
      {asked?.what === 'delete' && <DeleteDialog department={asked.department} onClose={close} />}
    </DialogsContext>
  );
}

export function useDepartmentDialogs(): Ask {
  const ask = useContext(DialogsContext);
  if (ask === undefined) throw new Error('useDepartmentDialogs needs DepartmentDialogs above it.');
  return ask;
}
