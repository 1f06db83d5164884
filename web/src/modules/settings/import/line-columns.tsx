import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLine, ImportProblem, ImportState } from '../../../api/types';
import type { Column } from '../../../kit/table/column';
import { outcomeWord, reasonOf, subjectOf } from './import-words';
import styles from './import.module.css';

/** The columns of the table of lines, in an import that is so far. */
export function useLineColumns(state: ImportState): readonly Column<ImportLine>[] {
  const { t } = useTranslation('settings');
  return useMemo(
    () => [
      {
        id: 'line',
        title: t('import.line'),
        width: 72,
        fixed: true,
        cell: ({ line }) => <span className="numbers">{line}</span>,
      },
      { id: 'outcome', title: t('import.outcome'), width: 130, cell: (line) => <Outcome line={line} state={state} /> },
      { id: 'name', title: t('import.field.full_name'), width: 180, cell: ({ name }) => name },
      { id: 'email', title: t('import.field.email'), width: 210, cell: ({ email }) => email },
      { id: 'problems', title: t('import.problems'), width: 340, grows: true, cell: ({ problems }) => <Worst of={problems} /> },
    ],
    [t, state],
  );
}

function Outcome({ line: { outcome, done }, state }: { line: ImportLine; state: ImportState }) {
  const { t } = useTranslation('settings');
  const word = outcomeWord[outcome];
  // A line that fails is never carried out, so at the end it is not marked as done.
  const isPast = done || state === 'IMPORT_STATE_DONE';
  return (
    <span className={styles.outcome} data-outcome={word}>
      {isPast ? t(`import.was.${word}`) : t(`import.willBe.${word}`)}
    </span>
  );
}

/** The worst problem, and how many more there are. */
function Worst({ of: problems }: { of: readonly ImportProblem[] }) {
  const text = useProblemText();
  const [worst, ...others] = problems.toSorted((a, b) => Number(b.fatal) - Number(a.fatal));
  if (worst === undefined) return null;
  return (
    <span className={styles.worst}>
      <Problem problem={worst} />
      {others.length > 0 && (
        <Tooltip label={others.map(text).join(' · ')} multiline maw={400}>
          <span className={styles.others}>
            <span aria-hidden>+{others.length}</span>
            <span className="visually-hidden">{others.map(text).join(', ')}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}

function Problem({ problem }: { problem: ImportProblem }) {
  const text = useProblemText();
  const Picture = problem.fatal ? IconCircleX : IconAlertTriangle;
  return (
    <span className={styles.problem} data-fatal={problem.fatal || undefined}>
      <Picture size={14} aria-hidden />
      <span className={styles.problemText}>{text(problem)}</span>
    </span>
  );
}

/** What is wrong, in the person's language, and of what it is said. */
function useProblemText(): (problem: ImportProblem) => string {
  const { t } = useTranslation('settings');
  return (problem) => {
    const reason = reasonOf(problem);
    if (reason === undefined) return problem.text;
    const { value, line } = subjectOf(problem);
    const what = t(`import.problem.${reason}`);
    if (line !== undefined) return t('import.withLine', { what, line });
    return value === undefined ? what : t('import.withValue', { what, value });
  };
}

/** A line as it looks on a phone. */
export function LineCard({ line, state }: { line: ImportLine; state: ImportState }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.lineCard}>
      <span className={styles.lineTop}>
        <span className="numbers">{t('import.lineNumber', { line: line.line })}</span>
        <Outcome line={line} state={state} />
      </span>
      <span className={styles.lineName}>{[line.name, line.email].filter(Boolean).join(' · ')}</span>
      {line.problems.map((problem, index) => (
        <Problem key={index} problem={problem} />
      ))}
    </div>
  );
}
