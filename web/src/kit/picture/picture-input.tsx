import type { ReactNode } from 'react';
import styles from './picture.module.css';

type PictureInputProps = { label: string; round?: boolean; onPick: (file: File) => void; children: ReactNode };

/** What lies in it opens the choice of a picture from the device. */
export function PictureInput({ label, round = false, onPick, children }: PictureInputProps) {
  return (
    <label className={styles.file} style={round ? { borderRadius: '50%' } : undefined}>
      {children}
      <input
        className="visually-hidden"
        type="file"
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Choosing the same file again is a change too.
          event.currentTarget.value = '';
          if (file) onPick(file);
        }}
      />
    </label>
  );
}
