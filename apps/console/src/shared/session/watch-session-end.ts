import { useSyncExternalStore } from 'react';
import { whenSignedOut } from '../api/client.js';
import { log } from '../live/event-log-connection.js';

/**
 * Whether the session has ended under a page that is open. The page stays mounted behind the sign-in form, so that
 * place and typed text are kept.
 */
let ended = false;
const listeners = new Set<() => void>();
const set = (value: boolean) => {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
};

let guarded = false;
export const watchSession = () => {
  guarded = true;
  whenSignedOut(() => {
    if (!guarded) return;
    log.close();
    set(true);
  });
};
export const unwatchSession = () => {
  guarded = false;
  set(false);
};
export const reopened = () => set(false);

export const useEnded = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => ended,
  );
