import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { problemText } from '../../../kit/states/problem-text';
import { reportingLineQuery } from '../data/queries';
import { PersonRow } from '../parts/links';
import styles from './profile.module.css';

/** Beyond this many reports, the rest shows on request. */
const few = 6;

/** Whom the person reports to, up to the top, and who reports to them. */
export function ReportingLine({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const { data: line, error } = useQuery(reportingLineQuery(person.id));
  const isAlone = line?.superiors.length === 0 && line.reports.length === 0;
  return (
    <section>
      <h3 className={styles.sectionTitle}>{t('section.line')}</h3>
      {error && !line && <p className="quiet">{problemText(error)}</p>}
      {!line && !error && <Skeleton height={36} radius="md" />}
      {isAlone && <p className="quiet">{t('line.alone')}</p>}
      {line && !isAlone && <Line person={person} superiors={line.superiors.toReversed()} reports={line.reports} />}
    </section>
  );
}

type LineProps = { person: Employee; superiors: readonly Employee[]; reports: readonly Employee[] };

function Line({ person, superiors, reports }: LineProps) {
  const { t } = useTranslation('people');
  const [all, setAll] = useState(false);
  const shown = all ? reports : reports.slice(0, few);
  return (
    <ol className={styles.line}>
      {superiors.map((superior) => (
        <li key={superior.id}>
          <PersonRow person={superior} />
        </li>
      ))}
      <li aria-current="true" className={styles.lineSelf}>
        {person.name}
        {reports.length > 0 && <span className="quiet">{t('line.reports', { count: reports.length })}</span>}
      </li>
      {reports.length > 0 && (
        <li>
          <ul className={styles.reports}>
            {shown.map((report) => (
              <li key={report.id}>
                <PersonRow person={report} />
              </li>
            ))}
          </ul>
          {shown.length < reports.length && (
            <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
              {t('line.showAll', { count: reports.length })}
            </Button>
          )}
        </li>
      )}
    </ol>
  );
}
