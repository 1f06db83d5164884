import { useRef } from 'react';
import { idempotencyKey } from './client';

export type Attempt = {
  /** The key for sending this body: the same as last time if the body is the same. */
  readonly keyFor: (body: unknown) => string;
  /** It arrived: the next is another wish, even with the same body. */
  readonly arrived: () => void;
};

/** Keys for one form: sent again after a lost answer it makes nothing twice; changed in between it is another wish. */
export function useAttempt(): Attempt {
  const last = useRef<{ body: string; key: string }>(undefined);
  return {
    keyFor(body) {
      const text = JSON.stringify(body);
      if (last.current?.body !== text) last.current = { body: text, key: idempotencyKey() };
      return last.current.key;
    },
    arrived() {
      last.current = undefined;
    },
  };
}
