import { useTranslation } from 'react-i18next';
import type { Priority, RatingValue, TaskStatus } from '../../../api/types';
import { PersonName, RefName } from '../../../kit/people/chips';
import { formatDuration } from '../../../kit/time/duration';
import { formatDate, formatTime } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import type { ToldField } from '../data/changes';
import { ratingOf } from '../data/saying';
import { priorityOf, statusOf } from '../data/task-words';

/** A field's value in words, from the history or from a conflict: there it is JSON of any shape. */
export function FieldValue({ field, value }: { field: ToldField; value: unknown }) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  if (value === undefined || value === null || value === '' || value === '0') return <>{t('history.empty')}</>;
  switch (field) {
    case 'assignee':
      return typeof value === 'string' ? <PersonName id={value} /> : null;
    case 'coExecutors':
    case 'observers':
      return <Names refs={value} />;
    case 'deadline':
    case 'plannedStart':
    case 'plannedEnd':
      return typeof value === 'string' ? <>{`${formatDate(value, place)}, ${formatTime(value, place)}`}</> : null;
    case 'status':
      return isStatusValue(value) ? <>{t(`status.${statusOf({ status: value })}`)}</> : null;
    case 'priority':
      return isPriorityValue(value) ? <>{t(`priority.${priorityOf({ priority: value })}`)}</> : null;
    case 'tags':
      return <>{Array.isArray(value) && value.length > 0 ? value.map(String).join(', ') : t('history.empty')}</>;
    case 'deadlineProposal':
      return <FieldValue field="deadline" value={partOf(value, 'deadline')} />;
    case 'rating': {
      const rating = partOf(value, 'value');
      const name = isRatingValue(rating) ? ratingOf({ rating: { value: rating, ratedBy: '' } }) : undefined;
      return name === undefined ? null : <>{t(`rating.${name}`)}</>;
    }
    case 'estimateSeconds':
      return <>{formatDuration(Number(value), place.language)}</>;
    case 'acceptance':
    case 'deadlineMovable':
    case 'completesWithSubtasks':
    case 'subtasksFirst':
    case 'deadlineFollowsSubtasks':
      return <>{value === true ? t('history.yes') : t('history.no')}</>;
    case 'parent':
      return typeof value === 'string' ? <>{t('number', { id: value })}</> : null;
    case 'description':
      return <>{t('history.text')}</>;
    case 'title':
      return typeof value === 'string' ? <>{value}</> : null;
  }
}

function Names({ refs }: { refs: unknown }) {
  const { t } = useTranslation('tasks');
  const known = Array.isArray(refs) ? refs.filter((ref) => typeof ref === 'string') : [];
  if (known.length === 0) return <>{t('history.empty')}</>;
  return known.map((ref, index) => (
    <span key={ref}>
      {index > 0 && ', '}
      <RefName of={ref} />
    </span>
  ));
}

const isStatusValue = (value: unknown): value is TaskStatus => typeof value === 'string' && value.startsWith('TASK_STATUS_');
const isPriorityValue = (value: unknown): value is Priority => typeof value === 'string' && value.startsWith('PRIORITY_');
const isRatingValue = (value: unknown): value is RatingValue => typeof value === 'string' && value.startsWith('RATING_VALUE_');

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
