import type { ClientSession, Collection } from 'mongodb';
import { systemActor } from '../../kit/actor.js';
import type { Context } from '../../kit/context.js';
import type { Job } from '../../kit/jobs.js';
import type { Log } from '../../kit/log.js';
import type { Store } from '../../kit/store.js';
import type { Accounts } from './accounts.js';
import { accept, cancel, type Invitation, isOpen, resend, sent } from './invitation.js';
import type { Invitations } from './invitation-store.js';

/**
 * What is still to be done at Keycloak for an invitation. It is written in the same transaction as the invitation, so no
 * crash loses it; each part of it may be repeated, and it goes when it is done.
 */
type InvitationWork = {
  /** The invitation's id. */
  _id: number;
  task: 'deliver' | 'disable';
  dueAt: Date;
  attempts: number;
  /** Until then somebody is at it, and nobody else begins: also not with another task, which might overtake. */
  busyUntil: Date;
};

/** How long one attempt keeps others from beginning; longer than its calls to Keycloak may take. */
const ATTEMPT_MILLISECONDS = 60_000;
const LONGEST_WAIT_MILLISECONDS = 30 * 60_000;
const NOBODY = new Date(0);

type Ground = { store: Store; invitations: Invitations; accounts: Accounts; log: Log };

export type Inviting = {
  /** Records the invitation, then makes the account and sends the mail; where that fails, the job goes on with it. */
  create(context: Context, invitation: Omit<Invitation, 'version' | 'changedAt'>): Promise<Invitation>;
  resend(context: Context, id: number): Promise<Invitation>;
  cancel(context: Context, id: number): Promise<Invitation>;
  /** The person of the account has signed in. */
  accept(user: string, now: Date, session: ClientSession): Promise<void>;
  job: Job;
};

export function invitingOf({ store, invitations, accounts, log }: Ground): Inviting {
  const works: Collection<InvitationWork> = store.collection<InvitationWork>('invitation_work', [{ key: { dueAt: 1 } }]);

  const due = (task: InvitationWork['task'], now: Date) => async (invitation: Invitation, session: ClientSession) => {
    const update = { $set: { task, dueAt: now, attempts: 0 }, $setOnInsert: { busyUntil: NOBODY } };
    await works.updateOne({ _id: invitation._id }, update, { upsert: true, session });
  };

  /** Does what is due for the invitation, unless somebody else is at it; a failure leaves it to the job. */
  async function perform(id: number): Promise<void> {
    const now = new Date();
    const busyUntil = new Date(now.getTime() + ATTEMPT_MILLISECONDS);
    const work = await works.findOneAndUpdate(
      { _id: id, dueAt: { $lte: now }, busyUntil: { $lte: now } },
      { $set: { busyUntil }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    );
    if (!work) return;
    try {
      await (work.task === 'deliver' ? deliver(id) : disable(id));
      await works.deleteOne(same(work));
    } catch (error) {
      const wait = Math.min(LONGEST_WAIT_MILLISECONDS, 10_000 * 2 ** (work.attempts - 1));
      log.warn(
        { err: error, invitation: id, attempt: work.attempts },
        `An invitation could not be handled; again in ${wait / 1000} s`,
      );
      await works.updateOne(same(work), { $set: { dueAt: new Date(now.getTime() + wait) } });
    } finally {
      await works.updateOne({ _id: id, busyUntil }, { $set: { busyUntil: NOBODY } });
    }
  }

  async function deliver(id: number): Promise<void> {
    const [invitation] = await invitations.load([id]);
    if (invitation?.status !== 'pending') return;
    const user = await accounts.invite(invitation);
    const context = { actor: systemActor, now: new Date(), automation: 'auth/invitations' };
    await invitations.change(context, id, (each) => sent(each, user, context.now), 'sent');
  }

  async function disable(id: number): Promise<void> {
    const [invitation] = await invitations.load([id]);
    const user = invitation && (invitation.user || (await accounts.find(invitation.email))?.id);
    if (user) await accounts.setEnabled(user, false);
  }

  /** The invitation after what could be done for it at once. */
  async function performed(invitation: Invitation): Promise<Invitation> {
    await perform(invitation._id);
    return (await invitations.load([invitation._id]))[0] ?? invitation;
  }

  return {
    create: async (context, invitation) =>
      performed(await invitations.create(context, invitation, { write: due('deliver', context.now) })),
    async resend(context, id) {
      const write = due('deliver', context.now);
      const invitation = await invitations.change(context, id, (each) => resend(each, context.actor), 'resent', { write });
      // What waited for its next attempt is due now.
      await works.updateOne({ _id: id }, { $min: { dueAt: context.now } });
      return performed(invitation);
    },
    cancel: async (context, id) =>
      performed(
        await invitations.change(context, id, (each) => cancel(each, context.actor), 'cancelled', {
          write: due('disable', context.now),
        }),
      ),
    async accept(user, now, session) {
      const found = await invitations.collection.find({ user }, { session, projection: { _id: 1 } }).toArray();
      const own = (
        await invitations.load(
          found.map(({ _id }) => Number(_id)),
          session,
        )
      ).filter(isOpen);
      const context = { actor: systemActor, now, automation: 'auth/invitations', session };
      for (const { _id } of own) await invitations.change(context, _id, (each) => accept(each, now), 'accepted');
    },
    job: {
      name: 'invitations',
      every: 10_000,
      async run({ signal }) {
        const waiting = await works
          .find({ dueAt: { $lte: new Date() } })
          .sort({ dueAt: 1 })
          .limit(100)
          .toArray();
        for (const { _id } of waiting) if (!signal.aborted) await perform(_id);
      },
    },
  };
}

/** The work as it was taken up. Where a task has been set anew since, that is another work, and still to be done. */
const same = ({ _id, task, attempts }: InvitationWork) => ({ _id, task, attempts });
