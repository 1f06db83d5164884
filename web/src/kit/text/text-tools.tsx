import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  type Icon,
  IconAt,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconQuote,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { prefixLines, type Selected, wrap } from './formatting';
import styles from './text.module.css';

type TextToolsProps = {
  apply: (change: (selected: Selected) => Selected) => void;
  isPreview: boolean;
  onPreview: (isPreview: boolean) => void;
  onMention: () => void;
};

/** The marks of Markdown for those who don't know them. */
export function TextTools({ apply, isPreview, onPreview, onMention }: TextToolsProps) {
  const { t } = useTranslation();
  const tools: [Icon, string, () => void][] = [
    [IconBold, t('text.bold'), () => apply((selected) => wrap(selected, '**'))],
    [IconItalic, t('text.italic'), () => apply((selected) => wrap(selected, '_'))],
    [IconCode, t('text.code'), () => apply((selected) => wrap(selected, '`'))],
    [IconLink, t('text.link'), () => apply((selected) => wrap(selected, '[', '](https://)'))],
    [IconList, t('text.list'), () => apply((selected) => prefixLines(selected, '- '))],
    [IconListCheck, t('text.checklist'), () => apply((selected) => prefixLines(selected, '- [ ] '))],
    [IconQuote, t('text.quote'), () => apply((selected) => prefixLines(selected, '> '))],
    [IconAt, t('text.mention'), onMention],
  ];
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('text.tools')}>
      {tools.map(([Picture, label, run]) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            aria-label={label}
            disabled={isPreview}
            // The field keeps its selection.
            onMouseDown={(event) => event.preventDefault()}
            onClick={run}
          >
            <Picture size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
      <Button className={styles.toolsEnd} variant="subtle" color="gray" onClick={() => onPreview(!isPreview)}>
        {isPreview ? t('text.write') : t('text.preview')}
      </Button>
    </div>
  );
}
