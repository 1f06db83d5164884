import type { Employee } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { PersonMarks } from '../parts/person-marks';
import { LocalTime } from './local-time';
import { PersonPhoto } from './person-photo';
import styles from './profile.module.css';

/** Who it is: photo, name, what they do, and what time it is where they are. */
export function PersonHead({ person }: { person: Employee }) {
  const { can } = useAllowedActions(person);
  return (
    <header className={styles.head}>
      <PersonPhoto person={person} canChange={can('set_photo')} />
      <div className={styles.headText}>
        <h2 className={styles.name}>{person.name}</h2>
        {person.title !== '' && <p className={styles.headTitle}>{person.title}</p>}
        <p className={styles.headMarks}>
          <LocalTime zone={person.timeZone} />
          <PersonMarks person={person} />
        </p>
      </div>
    </header>
  );
}
