import { IconUsersGroup } from '@tabler/icons-react';
import type { Employee } from '../../api/types';
import styles from './people.module.css';
import { hueOf, initials } from './initials';
import { usePicture } from './photo';

const hues = ['indigo', 'green', 'amber', 'red', 'blue', 'teal'] as const;

/** Two letters in less room can't be read. */
const roomForTwo = 24;

type AvatarProps = { person: Pick<Employee, 'id' | 'name' | 'photoUrl'>; size?: number };

/** The photo, else the initials. The name stands beside it, or is the label of what holds it. */
export function Avatar({ person, size = 24 }: AvatarProps) {
  const photo = usePicture(person.photoUrl || undefined);
  const hue = hues[hueOf(person.id, hues.length)];
  const style = { width: size, height: size, fontSize: Math.round(size * (size < roomForTwo ? 0.52 : 0.38)) };
  if (photo !== undefined) return <img className={styles.avatar} src={photo} alt="" style={style} />;
  return (
    <span className={styles.avatar} data-hue={hue} style={style} aria-hidden>
      {initials(person.name, size < roomForTwo)}
    </span>
  );
}

export function DepartmentAvatar({ size = 24 }: { size?: number }) {
  return (
    <span className={styles.avatar} data-hue="gray" style={{ width: size, height: size }} aria-hidden>
      <IconUsersGroup size={Math.round(size * 0.62)} stroke={1.75} />
    </span>
  );
}
