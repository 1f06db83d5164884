import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconLink, IconX } from '@tabler/icons-react';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../feedback/toast';
import { useKeys } from '../keys/use-keys';
import { useCloseSheet } from './last-page';
import { useNeighbours } from './sheet-order';
import styles from './side-sheet.module.css';
import { useTitle } from './title';

type SideSheetProps = {
  title: string;
  /** Where closing leads when the sheet was opened by its address. */
  closeTo: string;
  /** At the start of the header, e.g. the number of the thing. */
  beside?: ReactNode;
  /** At the end of the header, before "close". */
  actions?: ReactNode;
  /** Stays at the bottom while the rest scrolls. */
  footer?: ReactNode;
  children: ReactNode;
};

/** One thing, over the list it belongs to; on phones the whole page. It has its own address, and what lies below stays usable. */
export function SideSheet({ title, closeTo, beside, actions, footer, children }: SideSheetProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const location = useRouterState({ select: (state) => state.location });
  const { previous, next } = useNeighbours(location.pathname);
  const close = useCloseSheet(closeTo);
  const sheet = useRef<HTMLElement>(null);
  useTitle(title, 'sheet');

  const go = (path: string | undefined) => path !== undefined && router.history.push(path + location.searchStr);
  useKeys({ Escape: close, j: () => go(next), k: () => go(previous) });

  useEffect(() => {
    const holdsFocus = sheet.current?.contains(document.activeElement);
    if (!holdsFocus) sheet.current?.focus({ preventScroll: true });
  }, []);

  /** Escape leaves the field first, then the sheet. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.matches('input, textarea')) {
      event.preventDefault();
      sheet.current?.focus({ preventScroll: true });
    }
  }

  async function copyLink(): Promise<void> {
    await navigator.clipboard.writeText(window.location.origin + location.pathname);
    toast(t('sheet.copied'));
  }

  return (
    <section ref={sheet} className={styles.sheet} role="dialog" aria-label={title} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <Action label={t('close')} onClick={close} icon={<IconX size={18} aria-hidden />} />
        {(previous !== undefined || next !== undefined) && (
          <>
            <Action
              label={t('sheet.previous')}
              onClick={() => go(previous)}
              disabled={previous === undefined}
              icon={<IconChevronUp size={18} aria-hidden />}
            />
            <Action
              label={t('sheet.next')}
              onClick={() => go(next)}
              disabled={next === undefined}
              icon={<IconChevronDown size={18} aria-hidden />}
            />
          </>
        )}
        <span className={styles.beside}>{beside}</span>
        <Action label={t('sheet.copyLink')} onClick={() => void copyLink()} icon={<IconLink size={18} aria-hidden />} />
        {actions}
      </header>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
}

type ActionProps = { label: string; icon: ReactNode; onClick: () => void; disabled?: boolean };

function Action({ label, icon, onClick, disabled }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick} disabled={disabled}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
