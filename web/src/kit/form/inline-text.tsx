import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../states/problem-text';
import { useDraft } from './draft';

type InlineTextProps = {
  /** Under this name what is typed and not yet saved survives a reload. */
  draft: string;
  value: string;
  /** Rejects where the text was not accepted; then it stays in the field. */
  onSave: (text: string) => Promise<void>;
  'aria-label': string;
  placeholder?: string;
  maxLength?: number;
  required?: boolean;
  className?: string;
  leftSection?: ReactNode;
};

type Typed = { typed?: string };
const nothing: Typed = {};

/** A text edited in its place: Enter or leaving the field saves it, Escape takes it back. */
export function InlineText({ draft, value, onSave, required = false, ...field }: InlineTextProps) {
  const { t } = useTranslation();
  const [{ typed }, setDraft, clear] = useDraft<Typed>(draft, nothing);
  const [error, setError] = useState<string>();
  const leaving = useRef<'to save' | 'to undo'>('to save');

  function undo(): void {
    setError(undefined);
    clear();
  }

  async function save(): Promise<void> {
    const text = typed?.trim() ?? value;
    if (text === value || (required && text === '')) {
      undo();
      return;
    }
    try {
      setError(undefined);
      await onSave(text);
      clear();
    } catch (problem) {
      setError(problemText(problem));
    }
  }

  function onBlur(): void {
    if (leaving.current === 'to undo') undo();
    else void save();
    leaving.current = 'to save';
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // The sheet around the field would close on Escape.
    event.preventDefault();
    event.stopPropagation();
    leaving.current = event.key === 'Escape' ? 'to undo' : 'to save';
    event.currentTarget.blur();
  }

  return (
    <TextInput
      {...field}
      variant="plain"
      value={typed ?? value}
      onChange={(event) => setDraft({ typed: event.currentTarget.value })}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      error={error}
      description={typed !== undefined && typed !== value && error === undefined ? t('picker.unsaved') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}
