import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Absence } from '../../../api/types';
import { PersonChip } from '../../../kit/people/chips';
import { formatDay } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { dayOf } from '../../../kit/time/zone';
import { barIn, daysOfMonth, monthAfter } from './months';
import styles from './absences.module.css';

/** A month, a line a person: who is away when. What is not approved yet is drawn as an outline. */
export function AbsenceChart({ absences }: { absences: readonly Absence[] }) {
  const { t } = useTranslation('time');
  const { language, zone } = usePlace();
  const [month, setMonth] = useState(() => dayOf(new Date(), zone).slice(0, 7));
  const days = daysOfMonth(month);
  const shown = absences.filter(
    (absence) => ['ABSENCE_STATE_REQUESTED', 'ABSENCE_STATE_APPROVED'].includes(absence.state) && barIn(absence, month),
  );
  const people = [...new Set(shown.map(({ person }) => person))];
  const name = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const wordsOf = ({ kind, firstDay, lastDay, state }: Absence) =>
    `${t(`absence.kind.${kind}`)}, ${formatDay(firstDay, language)} – ${formatDay(lastDay, language)}, ${t(`absence.state.${state}`)}`;
  return (
    <section className={styles.chart} aria-label={t('absence.chart')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{name.format(new Date(`${month}-01T00:00:00Z`))}</h2>
        <ActionIcon aria-label={t('absence.before')} onClick={() => setMonth(monthAfter(month, -1))}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('absence.after')} onClick={() => setMonth(monthAfter(month, 1))}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      {people.length === 0 ? (
        <p className="quiet">{t('absence.nobody')}</p>
      ) : (
        <ul className={styles.people}>
          {people.map((person) => (
            <li key={person} className={styles.person}>
              <PersonChip id={person} size={24} />
              <div className={styles.lane}>
                {shown.map((absence) => {
                  const bar = absence.person === person && barIn(absence, month);
                  return (
                    bar && (
                      <Tooltip key={absence.id} label={wordsOf(absence)}>
                        <span
                          className={styles.bar}
                          role="img"
                          aria-label={wordsOf(absence)}
                          data-kind={absence.kind}
                          data-state={absence.state}
                          style={{
                            insetInlineStart: `${((bar.from - 1) / days) * 100}%`,
                            width: `${((bar.to - bar.from + 1) / days) * 100}%`,
                          }}
                        />
                      </Tooltip>
                    )
                  );
                })}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
