import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkingCalendar } from '../../../api/types';
import { useMinute } from '../../../kit/time/time';
import { addDays, dayOf } from '../../../kit/time/zone';
import { useZone } from '../../../session/session';
import styles from './calendar.module.css';
import { countDays, toggled } from './days';
import { Month } from './month';

type YearCalendarProps = { calendar: WorkingCalendar; onChange: (calendar: WorkingCalendar) => void };

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A whole year in one picture: a click on a day makes it a holiday, or a day off a working day. */
export function YearCalendar({ calendar, onChange }: YearCalendarProps) {
  const { t } = useTranslation('settings');
  const today = dayOf(useMinute(), useZone());
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [active, setActive] = useState(today);
  const pane = useRef<HTMLDivElement>(null);
  const { worked, holidays } = countDays(year, calendar);
  // The one day that the Tab key reaches; the arrows go on from there.
  const reached = active.startsWith(String(year)) ? active : `${year}-01-01`;

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement) || event.target.dataset.day === undefined) return;
    event.preventDefault();
    const next = addDays(event.target.dataset.day, step);
    if (!next.startsWith(String(year))) return;
    setActive(next);
    pane.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  }

  return (
    <section className={styles.year}>
      <header className={styles.yearHead}>
        <ActionIcon aria-label={t('calendar.yearBefore')} onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <h3 className={`${styles.yearTitle} numbers`}>{year}</h3>
        <ActionIcon aria-label={t('calendar.yearAfter')} onClick={() => setYear(year + 1)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <p className={styles.count}>
          {t('calendar.worked', { count: worked })} · {t('calendar.holidays', { count: holidays })}
        </p>
        <Legend />
      </header>
      <div ref={pane} className={styles.months} onKeyDown={onKeyDown}>
        {Array.from({ length: 12 }, (_, index) => (
          <Month
            key={index}
            year={year}
            month={index + 1}
            calendar={calendar}
            today={today}
            reached={reached}
            onPick={(day) => {
              setActive(day);
              onChange(toggled(calendar, day));
            }}
          />
        ))}
      </div>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation('settings');
  return (
    <ul className={styles.legend}>
      {(['work', 'off', 'holiday', 'extra'] as const).map((kind) => (
        <li key={kind}>
          <span className={styles.sample} data-kind={kind} aria-hidden />
          {t(`calendar.kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
