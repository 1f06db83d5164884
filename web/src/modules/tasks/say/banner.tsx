import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { PersonName } from '../../../kit/people/chips';
import { RichText } from '../../../kit/text/rich-text';
import { DateTime, RelativeTime } from '../../../kit/time/time';
import { askedBy, settling, type Wait, waitsOf } from '../data/awaited';
import { useComments } from '../data/queries';
import type { Saying } from '../data/saying';
import { awaitingIcons } from '../parts/awaited';
import styles from './say.module.css';
import { Settle } from './settle';

type BannersProps = { task: Task; onSay: (saying: Saying) => void };

/** What the task waits for, since when and from whom; and for those who are waited for, how to settle it. */
export function Banners({ task, onSay }: BannersProps) {
  return waitsOf(task).map((wait) => <Banner key={wait.awaiting} task={task} wait={wait} onSay={onSay} />);
}

function Banner({ task, wait: { awaiting, since }, onSay }: BannersProps & { wait: Wait }) {
  const { t } = useTranslation('tasks');
  const { data: comments = [] } = useComments(task.id);
  const Picture = awaitingIcons[awaiting];
  const isMine = settling[awaiting].some((action) => task.allowedActions.includes(action));
  const asked = askedBy(awaiting, comments);
  const proposal = awaiting === 'deadline' ? task.deadlineProposal : undefined;
  const who = isMine ? (proposal?.proposedBy ?? asked?.author ?? task.assignee) : task.creator;
  const text = proposal?.reason ?? asked?.text;
  return (
    <section className={styles.banner} data-mine={isMine} data-awaiting={awaiting}>
      <Picture className={styles.bannerIcon} size={20} stroke={1.75} aria-hidden />
      <div className={styles.bannerText}>
        <p className={styles.bannerTitle}>
          {t(`wait.${awaiting}.${isMine ? 'mine' : 'theirs'}`)}
          {proposal?.deadline !== undefined && (
            <>
              {': '}
              <DateTime at={proposal.deadline} />
            </>
          )}
        </p>
        <p className={styles.bannerFacts}>
          <PersonName id={who} />
          {since !== undefined && (
            <>
              {' · '}
              <RelativeTime at={since} />
            </>
          )}
        </p>
        {text !== undefined && text !== '' && (
          <div className={styles.quote}>
            <RichText text={text} />
          </div>
        )}
        {isMine && (
          <div className={styles.buttons}>
            <Settle task={task} awaiting={awaiting} onSay={onSay} />
          </div>
        )}
      </div>
    </section>
  );
}
