import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, parseDuration } from '../time/duration';

type DurationFieldProps = {
  /** In seconds; 0 where there is none. */
  value: number;
  onChange: (seconds: number) => void;
  label?: string;
  'aria-label'?: string;
  plain?: boolean;
};

/** A length of work, written as one likes. Enter or leaving the field takes it over, Escape takes it back; what cannot be read stays, and says so. */
export function DurationField({ value, onChange, plain, ...field }: DurationFieldProps) {
  const { t, i18n } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const isTakenBack = useRef(false);
  const shown = value === 0 ? '' : formatDuration(value, i18n.language);
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  const seconds = typed === undefined || typed.trim() === '' ? 0 : parseDuration(typed);
  const unreadable = seconds === undefined ? t('duration.unreadable') : '';

  // A form is not sent with what cannot be read.
  useEffect(() => input.current?.setCustomValidity(unreadable), [unreadable]);

  function take(): void {
    if (isTakenBack.current) {
      isTakenBack.current = false;
      setTyped(undefined);
      return;
    }
    setLeft(true);
    if (typed === undefined || seconds === undefined) return;
    setTyped(undefined);
    if (seconds !== value) onChange(seconds);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') take();
    // It leads out of the field, see SideSheet.
    if (event.key === 'Escape') isTakenBack.current = true;
  }

  return (
    <TextInput
      {...field}
      ref={input}
      variant={plain ? 'plain' : 'default'}
      placeholder={t('duration.placeholder')}
      value={typed ?? shown}
      error={isLeft && unreadable !== '' ? unreadable : undefined}
      onChange={(event) => {
        setLeft(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}
