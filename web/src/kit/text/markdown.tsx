import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import Markdown, { defaultUrlTransform } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { PersonName } from '../people/chips';
import { mentionNodes, mentionScheme } from './mention-nodes';
import styles from './text.module.css';

const plugins = [remarkGfm, mentionNodes];

/** Markdown with tables and checklists. HTML in it is shown as text, and only safe addresses become links. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className={styles.rendered}>
      <Markdown remarkPlugins={plugins} urlTransform={keepMentions} components={{ a: Anchor, img: Picture, input: Check }}>
        {text}
      </Markdown>
    </div>
  );
}

const keepMentions = (url: string) => (url.startsWith(mentionScheme) ? url : defaultUrlTransform(url));

function Anchor({ href = '', children }: { href?: string; children?: ReactNode }) {
  if (href.startsWith(mentionScheme)) {
    return (
      <span className={styles.mention}>
        @<PersonName id={href.slice(mentionScheme.length)} />
      </span>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** A line of a checklist: to be read here, and changed by editing the text. */
function Check({ checked = false }: { checked?: boolean }) {
  const { t } = useTranslation();
  const Sign = checked ? IconSquareCheckFilled : IconSquare;
  return (
    <Sign
      className={styles.check}
      size={18}
      stroke={1.5}
      role="img"
      aria-label={checked ? t('text.checked') : t('text.unchecked')}
    />
  );
}

/** Pictures from elsewhere would tell their server who reads what, so they are links. */
function Picture({ src, alt = '' }: { src?: string | Blob; alt?: string }) {
  if (typeof src !== 'string') return null;
  return (
    <a href={src} target="_blank" rel="noopener noreferrer nofollow">
      {alt || src}
    </a>
  );
}
