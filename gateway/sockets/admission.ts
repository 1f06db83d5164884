import type { Directory, DirectoryChange } from '../../kit/directory.js';
import { createAudience } from './audience.js';
import { type Connection, closeCodes, type Farewell } from './connection.js';

/** One person with many devices and tabs, not a program gone wrong. */
const MOST_PER_PERSON = 20;
const RECHECK_AFTER_MILLISECONDS = 100;

/** Who of the connected hears what: knows their refs, follows the directory, and sends away who may not stay. */
export type Admission = {
  /** Lets a connection in whose token was verified; answers why not, if so. */
  admit(connection: Connection): Farewell | undefined;
  dismiss(connection: Connection): void;
  reached(refs: readonly string[]): Iterable<Connection>;
  isReached(connection: Connection, refs: readonly string[]): boolean;
  everyone(): Iterable<Connection>;
  stop(): void;
};

export function createAdmission(directory: Directory): Admission {
  const audience = createAudience<Connection>();
  const stopFollowing = directory.onChange(follow);
  let recheck: NodeJS.Timeout | undefined;

  function admit(connection: Connection): Farewell | undefined {
    const { caller } = connection;
    if (!caller) return undefined;
    if (directory.person(caller.user)?.active === false) return { code: closeCodes.unauthenticated, reason: 'DEACTIVATED' };
    const others = [...audience.reached([`u:${caller.user}`])].filter((other) => other !== connection);
    if (others.length >= MOST_PER_PERSON) return { code: closeCodes.tooMany, reason: 'TOO_MANY_SOCKETS' };
    audience.put(connection, directory.actor(caller).refs);
    return undefined;
  }

  function follow(change: DirectoryChange): void {
    if (change.kind === 'employee') readmit(audience.reached([`u:${change.id}`]));
    // Departments change in bursts, when one is moved or many are imported: everybody is looked at once, after it.
    if (change.kind === 'department') recheck ??= setTimeout(readmitEveryone, RECHECK_AFTER_MILLISECONDS);
  }

  function readmitEveryone(): void {
    recheck = undefined;
    readmit(audience.members());
  }

  function readmit(connections: Iterable<Connection>): void {
    for (const connection of [...connections]) {
      const farewell = admit(connection);
      if (farewell) connection.close(farewell.code, farewell.reason);
    }
  }

  return {
    admit,
    dismiss: audience.remove,
    reached: audience.reached,
    isReached: audience.isReached,
    everyone: audience.members,
    stop() {
      stopFollowing();
      clearTimeout(recheck);
    },
  };
}
