import { CloseButton, Input, InputBase, Modal, Popover } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../screen/phone';
import { formatMoment } from '../time/format';
import { useMinute, usePlace } from '../time/time';
import { clockTime, instantOf } from '../time/zone';
import { MomentPicker } from './moment-picker';

type DateTimeFieldProps = {
  /** An instant in ISO 8601; absent where there is none. */
  value: string | undefined;
  /** Called once with what was picked, not with each step on the way to it. */
  onChange: (instant: string | undefined) => void;
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  error?: ReactNode;
  disabled?: boolean;
  plain?: boolean;
};

/** Picks a day and a time as the person's clocks show them. */
export function DateTimeField({
  value,
  onChange,
  label,
  'aria-label': ariaLabel,
  placeholder,
  plain,
  ...field
}: DateTimeFieldProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const place = usePlace();
  const now = useMinute();
  const button = useRef<HTMLButtonElement>(null);
  const current = value === undefined ? null : clockTime(value, place.zone);
  const [opened, setOpened] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);

  const name = label ?? ariaLabel ?? '';
  const text = value === undefined ? undefined : formatMoment(value, place, now);

  function open(): void {
    setPicked(current);
    setOpened(true);
  }

  function close(clock: string | null = picked): void {
    setOpened(false);
    button.current?.focus();
    if (clock !== current) onChange(clock === null ? undefined : instantOf(clock, place.zone).toISOString());
  }

  const picker = <MomentPicker value={picked} onChange={setPicked} onDone={close} place={place} />;
  const target = (
    <InputBase
      {...field}
      ref={button}
      label={label}
      component="button"
      type="button"
      pointer
      variant={plain ? 'plain' : 'default'}
      aria-label={t('picker.valueOf', { field: name, value: text ?? t('picker.noDate') })}
      aria-expanded={opened}
      onClick={() => (opened ? close() : open())}
      rightSectionPointerEvents="auto"
      rightSection={
        value !== undefined && !field.disabled ? (
          <CloseButton size="sm" aria-label={t('picker.clearDate')} onClick={() => onChange(undefined)} />
        ) : null
      }
    >
      {text ?? <Input.Placeholder>{placeholder ?? t('picker.noDate')}</Input.Placeholder>}
    </InputBase>
  );

  if (isPhone) {
    return (
      <>
        {target}
        <Modal opened={opened} onClose={close} title={name} size="auto" closeButtonProps={{ 'aria-label': t('close') }}>
          {picker}
        </Modal>
      </>
    );
  }
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-start" trapFocus withRoles={false}>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={name}>
        {picker}
      </Popover.Dropdown>
    </Popover>
  );
}
