import type { Employee } from '../../../api/types';
import { ContactFields } from './contact-fields';
import { PersonHead } from './person-head';
import { PersonHistory } from './person-history';
import { PersonalFields } from './personal-fields';
import { ReportingLine } from './reporting-line';
import { WorkFields } from './work-fields';
import styles from './profile.module.css';

/** All about a person; what the caller may change is edited in its place. */
export function PersonProfile({ person }: { person: Employee }) {
  return (
    <div className={styles.profile}>
      <PersonHead person={person} />
      <ContactFields person={person} />
      <WorkFields person={person} />
      <ReportingLine person={person} />
      <PersonalFields person={person} />
      <PersonHistory person={person} />
    </div>
  );
}
