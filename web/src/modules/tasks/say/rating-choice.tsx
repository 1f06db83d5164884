import { Button } from '@mantine/core';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type RatingName, ratings } from '../data/saying';
import styles from './say.module.css';

const pictures: Record<RatingName, typeof IconThumbUp> = { positive: IconThumbUp, negative: IconThumbDown };

/** How well it was done, if one wants to say so: pressed again, nothing is said. */
export function RatingChoice({ value, onChange }: { value: string; onChange: (rating: string) => void }) {
  const { t } = useTranslation('tasks');
  return (
    <div className={styles.choices} role="group" aria-label={t('field.rating')}>
      {ratings.map((rating) => {
        const Picture = pictures[rating];
        return (
          <Button
            key={rating}
            className={styles.rating}
            data-rating={rating}
            variant="default"
            aria-pressed={value === rating}
            leftSection={<Picture size={16} aria-hidden />}
            onClick={() => onChange(value === rating ? '' : rating)}
          >
            {t(`rating.${rating}`)}
          </Button>
        );
      })}
    </div>
  );
}
