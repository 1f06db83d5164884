import { useCallback, useState } from 'react';
import { useSession } from '../../session/session';
import { draftKey, readDraft, writeDraft } from './draft-storage';

/**
 * State that survives a reload, a crash and a closed tab, on this device and for this person, until `clear`. Each change is
 * kept at once: the next page may ask for it before this one is gone.
 * `name` says what is being written, e.g. "task/42/comment".
 */
export function useDraft<Value>(name: string, initial: Value): [value: Value, set: (value: Value) => void, clear: () => void] {
  const { me } = useSession();
  const key = draftKey(me.id, name);
  const [value, setValue] = useState<Value>(() => readDraft(localStorage, key, initial));

  const set = useCallback(
    (changed: Value) => {
      writeDraft(localStorage, key, changed);
      setValue(changed);
    },
    [key],
  );

  const clear = useCallback(() => {
    writeDraft(localStorage, key, undefined);
    setValue(initial);
  }, [key, initial]);

  return [value, set, clear];
}
