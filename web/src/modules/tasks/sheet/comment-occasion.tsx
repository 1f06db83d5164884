import {
  type Icon,
  IconArrowBackUp,
  IconCalendarShare,
  IconCheck,
  IconCircleX,
  IconClockPause,
  IconMessageCheck,
  IconPlayerTrackNext,
  IconSend,
  IconStar,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comment, CommentKind } from '../../../api/types';
import styles from './task-sheet.module.css';

const kinds = {
  COMMENT_KIND_HANDOVER: { name: 'handover', icon: IconSend },
  COMMENT_KIND_REACTION: { name: 'reaction', icon: IconMessageCheck },
  COMMENT_KIND_DECLINE: { name: 'decline', icon: IconCircleX },
  COMMENT_KIND_RETURN: { name: 'return', icon: IconArrowBackUp },
  COMMENT_KIND_DEADLINE: { name: 'deadline', icon: IconCalendarShare },
  COMMENT_KIND_RATING: { name: 'rating', icon: IconStar },
  COMMENT_KIND_DEFERRAL: { name: 'deferral', icon: IconClockPause },
  COMMENT_KIND_COMPLETION: { name: 'completion', icon: IconCheck },
  COMMENT_KIND_CARRY_OVER: { name: 'carry_over', icon: IconPlayerTrackNext },
  COMMENT_KIND_REMARK: undefined,
  COMMENT_KIND_UNSPECIFIED: undefined,
} as const satisfies Record<CommentKind, { name: string; icon: Icon } | undefined>;

/** On which occasion it was said, where it was one. */
export function CommentOccasion({ comment }: { comment: Comment }) {
  const { t } = useTranslation('tasks');
  const kind = kinds[comment.kind];
  if (kind === undefined) return null;
  const { name, icon: Picture } = kind;
  return (
    <span className={styles.occasion}>
      <Picture size={13} stroke={2} aria-hidden />
      {t(`occasion.${name}`)}
    </span>
  );
}
