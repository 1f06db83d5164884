import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/ko';
import 'dayjs/locale/ru';
import { DatePickerInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../screen/phone';
import { firstWeekday, formatDay } from '../time/format';

type DayFieldProps = {
  /** "YYYY-MM-DD"; empty where there is none. */
  value: string;
  onChange: (day: string) => void;
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  error?: ReactNode;
  disabled?: boolean;
  plain?: boolean;
  /** The earliest and the latest day to choose. */
  from?: string;
  to?: string;
  /** Opens on the years: for days long ago. */
  byYear?: boolean;
};

/** Picks a day that has no time and no zone, such as a birthday. */
export function DayField({ value, onChange, plain, from, to, byYear = false, placeholder, ...field }: DayFieldProps) {
  const { t, i18n } = useTranslation();
  const isPhone = usePhone();
  return (
    <DatePickerInput
      {...field}
      value={value || null}
      onChange={(day) => onChange(day ?? '')}
      valueFormatter={({ date }) => (typeof date === 'string' ? formatDay(date, i18n.language) : '')}
      minDate={from}
      maxDate={to}
      defaultLevel={byYear && value === '' ? 'decade' : 'month'}
      placeholder={placeholder ?? t('picker.noDate')}
      clearable
      clearButtonProps={{ 'aria-label': t('picker.clearDate') }}
      locale={i18n.language}
      firstDayOfWeek={firstWeekday(i18n.language)}
      dropdownType={isPhone ? 'modal' : 'popover'}
      variant={plain ? 'plain' : 'default'}
    />
  );
}
