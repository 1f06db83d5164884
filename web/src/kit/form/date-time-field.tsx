import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/ko';
import 'dayjs/locale/ru';
import { DateTimePicker } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../screen/phone';
import { firstWeekday, formatMoment } from '../time/format';
import { usePlace } from '../time/time';
import { useDayEnd } from '../time/use-day-end';
import { clockTime, instantOf } from '../time/zone';

type DateTimeFieldProps = {
  /** An instant in ISO 8601; absent where there is none. */
  value: string | undefined;
  onChange: (instant: string | undefined) => void;
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  error?: ReactNode;
  disabled?: boolean;
  plain?: boolean;
};

/** Picks a day and a time as the person's clocks show them. A day without a time means the end of the working day. */
export function DateTimeField({ value, onChange, plain, placeholder, ...field }: DateTimeFieldProps) {
  const { t } = useTranslation();
  const { end, dayEnd } = useDayEnd();
  const isPhone = usePhone();
  const place = usePlace();
  const { language, zone } = place;

  return (
    <DateTimePicker
      {...field}
      value={value === undefined ? null : clockTime(value, zone)}
      onChange={(clock) => onChange(clock === null ? undefined : instantOf(clock, zone).toISOString())}
      valueFormat={(clock) => formatMoment(instantOf(clock, zone), place)}
      defaultTimeValue={end}
      placeholder={placeholder ?? t('picker.noDate')}
      clearable
      clearButtonProps={{ 'aria-label': t('picker.clearDate') }}
      locale={language}
      firstDayOfWeek={firstWeekday(language)}
      dropdownType={isPhone ? 'modal' : 'popover'}
      variant={plain ? 'plain' : 'default'}
      presets={[
        { value: dayEnd(0), label: t('day.today') },
        { value: dayEnd(1), label: t('day.tomorrow') },
        { value: dayEnd(7), label: t('day.inAWeek') },
      ]}
      submitButtonProps={{ 'aria-label': t('done') }}
      previousLabel={t('calendar.previous')}
      nextLabel={t('calendar.next')}
      // The library would name the dropdown by the field's text, which it has none of while it is empty.
      popoverProps={{ withRoles: false }}
      modalProps={{ title: field.label ?? field['aria-label'], closeButtonProps: { 'aria-label': t('close') } }}
      timePickerProps={{
        format: language === 'ru' ? '24h' : '12h',
        hoursInputLabel: t('calendar.hours'),
        minutesInputLabel: t('calendar.minutes'),
        amPmInputLabel: t('calendar.amPm'),
      }}
    />
  );
}
