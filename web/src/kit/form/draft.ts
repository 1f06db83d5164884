import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../../session/session';
import { draftKey, readDraft, writeDraft } from './draft-storage';

const afterTyping = 300;

/**
 * State that survives a reload, a crash and a closed tab, on this device and for this person, until `clear`.
 * `name` says what is being written, e.g. "task/42/comment".
 */
export function useDraft<Value>(name: string, initial: Value): [value: Value, set: (value: Value) => void, clear: () => void] {
  const { me } = useSession();
  const key = draftKey(me.id, name);
  const [value, setValue] = useState<Value>(() => readDraft(localStorage, key, initial));
  const latest = useRef({ value, written: true });

  const flush = useCallback(() => {
    if (latest.current.written) return;
    latest.current.written = true;
    writeDraft(localStorage, key, latest.current.value);
  }, [key]);

  useEffect(() => {
    const timer = setTimeout(flush, afterTyping);
    return () => clearTimeout(timer);
  });

  // Leaving the page or the place doesn't wait.
  useEffect(() => {
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const set = useCallback((changed: Value) => {
    latest.current = { value: changed, written: false };
    setValue(changed);
  }, []);

  const clear = useCallback(() => {
    latest.current = { value: initial, written: true };
    writeDraft(localStorage, key, undefined);
    setValue(initial);
  }, [key, initial]);

  return [value, set, clear];
}
