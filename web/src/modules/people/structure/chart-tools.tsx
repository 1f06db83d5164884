import { ActionIcon, Tooltip } from '@mantine/core';
import { type Icon, IconArrowsDiagonal, IconFold, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Folded } from './folded';
import styles from './structure.module.css';

const glide = { duration: 150 };

/** Nearer, farther, all of it; all levels, or only the upper ones. */
export function ChartTools({ folded }: { folded: Folded }) {
  const { t } = useTranslation('people');
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const tools: [Icon, string, () => void][] = [
    [IconPlus, t('structure.nearer'), () => void zoomIn(glide)],
    [IconMinus, t('structure.farther'), () => void zoomOut(glide)],
    [IconMaximize, t('structure.fit'), () => void fitView({ padding: 0.12, maxZoom: 1, ...glide })],
    [IconFold, t('structure.foldAll'), folded.foldAll],
    [IconArrowsDiagonal, t('structure.openAll'), folded.openAll],
  ];
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('structure.tools')}>
      {tools.map(([Picture, label, run]) => (
        <Tooltip key={label} label={label} position="left">
          <ActionIcon aria-label={label} onClick={run}>
            <Picture size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
