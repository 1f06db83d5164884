import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownPlan } from '../data/use-plan';
import { usePlanRows } from '../plan-rows';
import { isWritten } from '../rules/columns';
import type { Reading } from '../rules/read-cell';
import { CellNote } from './cell-note';
import styles from './grid.module.css';
import { Preview } from './preview';
import { useCellSuggestions } from './suggestions';
import type { Grid } from './use-grid';

/** Behind the picture that folds, less the border. */
const titleStart = 30;

type CellEditorProps = { plan: ShownPlan; grid: Grid; reading: Reading; label: string };

/**
 * The one field of the grid. It lies over the active cell and has the focus whether or not the cell is being written, so
 * that an input method composes the first letter as any other.
 */
export function CellEditor({ plan, grid, reading, label }: CellEditorProps) {
  const { t } = useTranslation('tasks');
  const { rowHeight, page } = usePlanRows();
  const { editing, column, row, selection } = grid;
  const { suggestions, isLoading } = useCellSuggestions(column, editing, plan.all);
  const [chosen, setChosen] = useState<number>();
  // What was typed for the first of them is meant for it; a tag may be a new one.
  const usual = column !== 'tags' && editing && editing.text !== editing.before ? 0 : -1;
  const highlighted = suggestions.length === 0 ? -1 : Math.min(chosen ?? usual, suggestions.length - 1);
  const mark = row && isWritten(column) ? plan.overlay.marks.get(row.task.id)?.[column] : undefined;
  const isAbove = selection.active.row > Math.max(6, page - 6) && selection.active.row > plan.rows.length - 6;

  useEffect(() => setChosen(undefined), [editing?.text]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.nativeEvent.isComposing && editing && suggestions.length > 0) {
      const isStep = event.key === 'ArrowDown' || event.key === 'ArrowUp';
      const suggestion = suggestions[highlighted];
      if (isStep) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setChosen((highlighted + step + suggestions.length) % suggestions.length);
        event.preventDefault();
      } else if (event.key === 'Enter' && suggestion) {
        grid.commit(suggestion.change);
        grid.goOn();
        event.preventDefault();
      }
    }
    grid.onKeyDown(event);
  }

  return (
    <div className={styles.overlay} style={{ top: selection.active.row * rowHeight }}>
      <div className={styles.active} data-name={column} style={{ gridColumn: selection.active.column + 1 }}>
        <input
          ref={grid.input}
          // A title is written where it stands.
          style={column === 'title' ? { paddingInlineStart: titleStart + (row?.level ?? grid.newLevel) * 20 } : undefined}
          className={styles.input}
          data-editing={editing !== undefined || undefined}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={suggestions.length > 0}
          aria-controls={suggestions.length > 0 ? 'plan-suggestions' : undefined}
          aria-activedescendant={highlighted >= 0 ? `plan-suggestion-${highlighted}` : undefined}
          aria-label={label}
          aria-readonly={!grid.canWrite}
          autoComplete="off"
          spellCheck={editing !== undefined && column === 'title'}
          value={editing?.text ?? ''}
          onChange={(event) => grid.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => grid.commit()}
          {...grid.clipboard}
        />
        {suggestions.length > 0 && (
          <div id="plan-suggestions" role="listbox" aria-label={label} className={styles.hints} data-above={isAbove || undefined}>
            {suggestions.map((suggestion, index) => (
              <div
                key={suggestion.id}
                id={`plan-suggestion-${index}`}
                role="option"
                aria-selected={index === highlighted}
                className={styles.option}
                onMouseMove={() => setChosen(index)}
                // The field keeps the focus.
                onMouseDown={(event) => {
                  event.preventDefault();
                  grid.commit(suggestion.change);
                }}
              >
                <span>{suggestion.label}</span>
                {suggestion.note && <span className={styles.optionNote}>{suggestion.note}</span>}
              </div>
            ))}
          </div>
        )}
        {editing && column === 'assignee' && suggestions.length === 0 && (
          <div className={styles.hints} data-above={isAbove || undefined}>
            <div className={styles.hint}>{isLoading ? t('plan.searching') : t('plan.unreadable.person')}</div>
          </div>
        )}
        {editing && editing.text !== '' && isWritten(column) && (
          <Preview column={column} text={editing.text} reading={reading} isAbove={isAbove} />
        )}
        {!editing && mark?.reason && row && isWritten(column) && (
          <CellNote plan={plan} row={row} column={column} mark={mark} isAbove={isAbove} onDone={grid.focus} />
        )}
      </div>
    </div>
  );
}
