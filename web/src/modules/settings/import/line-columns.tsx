import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLine, ImportProblem } from '../../../api/types';
import type { Column } from '../../../kit/table/column';
import { outcomeWord, reasonOf, subjectOf } from './import-words';
import styles from './import.module.css';

/** The columns of the table of lines. */
export function useLineColumns(): readonly Column<ImportLine>[] {
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
      { id: 'outcome', title: t('import.outcome'), width: 130, cell: (line) => <Outcome line={line} /> },
      { id: 'name', title: t('import.field.full_name'), width: 180, cell: ({ name }) => name },
      { id: 'email', title: t('import.field.email'), width: 210, cell: ({ email }) => email },
      {
        id: 'problems',
        title: t('import.problems'),
        width: 320,
        grows: true,
        cell: ({ problems }) => <Problems of={problems} />,
      },
    ],
    [t],
  );
}

function Outcome({ line: { outcome, done } }: { line: ImportLine }) {
  const { t } = useTranslation('settings');
  const word = outcomeWord[outcome];
  return (
    <span className={styles.outcome} data-outcome={word}>
      {done ? t(`import.was.${word}`) : t(`import.willBe.${word}`)}
    </span>
  );
}

function Problems({ of: problems }: { of: readonly ImportProblem[] }) {
  const text = useProblemText();
  return (
    <span className={styles.problems} title={problems.map(text).join('\n')}>
      {problems.map((problem, index) => (
        <span key={index} className={styles.problem} data-fatal={problem.fatal || undefined}>
          {problem.fatal ? <IconCircleX size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}
          {text(problem)}
        </span>
      ))}
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
export function LineCard({ line }: { line: ImportLine }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.lineCard}>
      <span className={styles.lineTop}>
        <span className="numbers">{t('import.lineNumber', { line: line.line })}</span>
        <Outcome line={line} />
      </span>
      <span className={styles.lineName}>{[line.name, line.email].filter(Boolean).join(' · ')}</span>
      <Problems of={line.problems} />
    </div>
  );
}
