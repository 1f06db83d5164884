import { ListSkeleton } from '../kit/states/skeletons';
import rail from './rail.module.css';
import styles from './shell.module.css';

/** The frame before anything is known: it stands where it will stay, so that nothing jumps. */
export function FrameSkeleton() {
  return (
    <div className={styles.shell}>
      <div className={rail.rail} />
      <div className={styles.content}>
        <ListSkeleton rows={6} />
      </div>
    </div>
  );
}
