import { Combobox, Textarea, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SuggestionOptions } from '../people/suggestion-options';
import { useSuggestions } from '../people/suggestions';
import type { Selected } from './formatting';
import { useMentionNames } from './mention-names';
import { toStored, toWritten, typedMention } from './mentions';
import { RichText } from './rich-text';
import styles from './text.module.css';
import { TextTools } from './text-tools';

type TextEditorProps = {
  /** Markdown, with mentions as they are stored. */
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  minRows?: number;
  autoFocus?: boolean;
  /** On Mod-Enter. */
  onSubmit?: () => void;
  onCancel?: () => void;
  /** Buttons below the text. */
  children?: ReactNode;
};

/** Writes Markdown: with tools, a preview, and completion of names after "@". */
export function TextEditor({
  value,
  onChange,
  label,
  placeholder,
  minRows = 3,
  autoFocus,
  onSubmit,
  onCancel,
  children,
}: TextEditorProps) {
  const { t } = useTranslation();
  const { nameOf, idOf, add } = useMentionNames(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const selectAfter = useRef<Selected>(undefined);
  const [isPreview, setPreview] = useState(false);
  const [typed, setTyped] = useState<ReturnType<typeof typedMention>>();
  const combobox = useCombobox();
  const { suggestions, isLoading } = useSuggestions(typed?.text ?? '', { departments: false, enabled: typed !== undefined });
  const written = toWritten(value, nameOf);

  // The caret goes where a tool or a completion wants it, once the changed text is in the field.
  useLayoutEffect(() => {
    if (selectAfter.current === undefined) return;
    const { start, end } = selectAfter.current;
    selectAfter.current = undefined;
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  });

  function apply(change: (selected: Selected) => Selected): void {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    const changed = change({ text: written, start: selectionStart, end: selectionEnd });
    selectAfter.current = changed;
    onChange(toStored(changed.text, idOf));
  }

  function readMention(): void {
    const caret = field.current?.selectionStart ?? 0;
    const mention = typedMention(field.current?.value.slice(0, caret) ?? '');
    setTyped(mention);
    if (mention === undefined) {
      combobox.closeDropdown();
      return;
    }
    combobox.openDropdown();
    combobox.selectFirstOption();
  }

  function complete(ref: string): void {
    const suggestion = suggestions.find((offered) => offered.ref === ref);
    if (typed === undefined || suggestion === undefined || !('person' in suggestion)) return;
    const name = add(suggestion.person);
    const caret = field.current?.selectionStart ?? written.length;
    const before = `${written.slice(0, typed.start)}@${name} `;
    selectAfter.current = { text: '', start: before.length, end: before.length };
    onChange(toStored(before + written.slice(caret), new Map(idOf).set(name, suggestion.person.id)));
    setTyped(undefined);
    combobox.closeDropdown();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSubmit?.();
    } else if (event.key === 'Escape' && onCancel !== undefined && !combobox.dropdownOpened) {
      event.preventDefault();
      onCancel();
    }
  }

  return (
    <div className={styles.editor}>
      <TextTools
        apply={apply}
        isPreview={isPreview}
        onPreview={setPreview}
        onMention={() => {
          apply(({ text, start, end }) => ({
            text: `${text.slice(0, start)}@${text.slice(end)}`,
            start: start + 1,
            end: start + 1,
          }));
          requestAnimationFrame(readMention);
        }}
      />
      {isPreview ? (
        <div className={styles.preview}>
          {value.trim() === '' ? <p className="quiet">{t('text.nothing')}</p> : <RichText text={value} />}
        </div>
      ) : (
        <Combobox store={combobox} onOptionSubmit={complete} width={300} position="bottom-start" withinPortal>
          <Combobox.Target targetType="input" autoComplete="off">
            <Textarea
              ref={field}
              className={styles.field}
              variant="unstyled"
              autosize
              minRows={minRows}
              maxRows={24}
              aria-label={label}
              placeholder={placeholder}
              autoFocus={autoFocus}
              value={written}
              onChange={(event) => {
                onChange(toStored(event.currentTarget.value, idOf));
                readMention();
              }}
              onBlur={() => combobox.closeDropdown()}
              onKeyDown={onKeyDown}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={typed === undefined || (suggestions.length === 0 && !isLoading)}>
            <Combobox.Options aria-label={label} mah={280} style={{ overflowY: 'auto' }}>
              <SuggestionOptions suggestions={suggestions} isLoading={isLoading} />
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
