import { Chip, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WorkingCalendar } from '../../../api/types';
import { FormSection } from '../../../kit/form/form-section';
import { problemText } from '../../../kit/states/problem-text';
import { firstWeekday } from '../../../kit/time/format';
import { useCompanyForm } from '../parts/company';
import { SaveBar } from '../parts/save-bar';
import { Section } from '../parts/section';
import styles from './calendar.module.css';
import { weekdayNames } from './names';
import { YearCalendar } from './year-calendar';

const empty: WorkingCalendar = { weekdays: [], dayStart: '', dayEnd: '', holidays: [], extraDays: [] };

/** When the company works: on which days of the week, from when to when, and which days are different. */
export function CalendarPage() {
  const { t, i18n } = useTranslation('settings');
  const { value, change, isRefused, bar } = useCompanyForm('calendar');
  const calendar: WorkingCalendar = { ...empty, ...value.calendar };
  const set = (changed: Partial<WorkingCalendar>) => change({ calendar: { ...calendar, ...changed } });
  const endError = isRefused('calendar.day_end') ? problemText(bar.problem) : undefined;

  return (
    <Section title={t('section.calendar')} wide>
      <FormSection title={t('calendar.week')} text={t('calendar.weekText')}>
        <Chip.Group
          multiple
          value={calendar.weekdays.map(String)}
          onChange={(days) => set({ weekdays: days.map(Number).sort() })}
        >
          <div className={styles.weekdays} role="group" aria-label={t('calendar.weekdays')}>
            {weekdayNames(i18n.language, firstWeekday(i18n.language), 'short').map(({ weekday, name }) => (
              <Chip key={weekday} value={String(weekday)} radius="md" classNames={{ label: styles.weekday }}>
                {name}
              </Chip>
            ))}
          </div>
        </Chip.Group>
        <div className={styles.hours}>
          <TextInput
            type="time"
            label={t('calendar.from')}
            value={calendar.dayStart}
            onChange={(event) => set({ dayStart: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('calendar.to')}
            value={calendar.dayEnd}
            error={endError}
            onChange={(event) => set({ dayEnd: event.currentTarget.value })}
          />
        </div>
      </FormSection>
      <YearCalendar calendar={calendar} onChange={(changed) => change({ calendar: changed })} />
      <SaveBar {...bar} />
    </Section>
  );
}
