import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSession } from '../../../../session/session';
import type { TaskChange } from '../../data/changes';
import { cellText, type CellWords } from '../rules/cell-text';
import { fieldsOf, together } from '../rules/changed';
import { type Block, fromClipboard, toClipboard } from '../rules/clipboard';
import { isWritten, planColumns, type WrittenColumn } from '../rules/columns';
import type { PlanRow } from '../rules/outline';
import { filledDown, pasted, type Range } from '../rules/paste';
import { cleared, readCell, type Reading } from '../rules/read-cell';
import { findPeople, type People } from './find-people';
import { isDraft, type NewRow, type Reason } from './overlay';
import type { ShownPlan } from './use-plan';
import type { Edit } from './writer';

type Text = { readonly id: string; readonly column: WrittenColumn; readonly text: string };
type Meaning = { readonly change: TaskChange } | { readonly reason: Reason };

type Options = { readonly plan: ShownPlan; readonly words: CellWords; readonly reading: Reading; readonly newParent: string };

/** Whether this person may write in the row. */
export const isOpenRow = (row: PlanRow | undefined): boolean =>
  row !== undefined && !isDraft(row.task.id) && row.task.allowedActions.includes('update');

/** Texts in and out of cells: typed, pasted, filled down, cleared. */
export function useCells({ plan, words, reading, newParent }: Options) {
  const queries = useQueryClient();
  const { me } = useSession();
  const { rows, writer } = plan;

  return useMemo(() => {
    const openRows = ({ top, bottom }: Range) => rows.slice(top, bottom + 1).filter(isOpenRow);
    const columnsIn = ({ left, right }: Range) => planColumns.slice(left, right + 1).filter(isWritten);

    const meaning = (column: WrittenColumn, text: string, people: People): Meaning => {
      const read = readCell(column, text, reading);
      if ('change' in read) return read;
      if ('problem' in read) return { reason: { kind: 'unreadable', what: read.problem } };
      const assignee = people.get(read.who);
      return assignee === undefined ? { reason: { kind: 'unreadable', what: 'person' } } : { change: { assignee } };
    };

    async function write(texts: readonly Text[], made: readonly Partial<Record<WrittenColumn, string>>[] = []): Promise<void> {
      const names = [
        ...texts.flatMap(({ column, text }) => (column === 'assignee' ? [text.trim()] : [])),
        ...made.flatMap(({ assignee = '' }) => [assignee.trim()]),
      ].filter(Boolean);
      const people = await findPeople(queries, names);
      const edits = new Map<string, TaskChange>();
      for (const { id, column, text } of texts) {
        const found = meaning(column, text, people);
        if ('change' in found) edits.set(id, { ...edits.get(id), ...found.change });
        else writer.mark(id, column, text, found.reason);
      }
      const rowsMade = made.map((row) => newRow(row, people)).filter((row) => row !== undefined);
      writer.editAndCreate(asEdits(edits), newParent, rowsMade);
    }

    /** A row of texts as a task; what of it cannot be read is marked once it is there. */
    function newRow(texts: Partial<Record<WrittenColumn, string>>, people: People): NewRow | undefined {
      if (!texts.title?.trim()) return undefined;
      let change: TaskChange = { assignee: me.id };
      const unread: NonNullable<NewRow['unread']>[number][] = [];
      for (const column of planColumns.filter(isWritten)) {
        const text = texts[column]?.trim() ?? '';
        if (text === '') continue;
        const found = meaning(column, text, people);
        if ('change' in found) change = { ...change, ...found.change };
        else unread.push({ column, text, reason: found.reason });
      }
      return { change, unread };
    }

    return {
      text: (row: PlanRow, column: (typeof planColumns)[number]) => cellText(row, column, words),
      write,
      clear(range: Range): void {
        const changes = columnsIn(range).flatMap((column) => cleared(column) ?? []);
        const change = together(changes);
        writer.edit(openRows(range).map(({ task: { id } }) => ({ id, change })));
      },
      fillDown(range: Range): void {
        const { from, columns } = filledDown(range);
        const source = rows[from];
        if (!source) return;
        const change = fieldsOf(source.task, columns);
        writer.edit(openRows({ ...range, top: from + 1 }).map(({ task: { id } }) => ({ id, change })));
      },
      copy: ({ top, left, bottom, right }: Range): string =>
        toClipboard(
          rows
            .slice(top, bottom + 1)
            .map((row) => planColumns.slice(left, right + 1).map((column) => cellText(row, column, words))),
        ),
      async paste(text: string, range: Range): Promise<Block> {
        const block = fromClipboard(text);
        const { cells, rows: made } = pasted(block, range, rows.length);
        const texts = cells.flatMap(({ row, column, text: cell }): Text[] => {
          const target = rows[row];
          return target && isOpenRow(target) ? [{ id: target.task.id, column, text: cell }] : [];
        });
        await write(texts, made);
        return block;
      },
    };
  }, [rows, writer, words, reading, newParent, me.id, queries]);
}

const asEdits = (changes: ReadonlyMap<string, TaskChange>): Edit[] => [...changes].map(([id, change]) => ({ id, change }));

export type Cells = ReturnType<typeof useCells>;
