import type { Change, ViewerState } from '@guichet/contracts';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { log } from './event-log-connection.js';
import { IdleClock } from './idle-clock.js';

export const useConnection = () => useSyncExternalStore(log.onState, () => log.connection);
export const useCaughtUp = () => useSyncExternalStore(log.onState, () => log.caughtUp);

/** Who else is in a case. Watching is what makes the server tell; several may watch the same. */
export const useCaseViewers = (caseId: string) => useSyncExternalStore(log.onState, () => log.presenceOf(caseId));

/** The name of the citizen who is writing in a case right now. */
export const useTyping = (caseId: string) => useSyncExternalStore(log.onState, () => log.typingIn(caseId));

/** Whether anybody looks at this page: another tab or a locked screen hides it. */
const useVisible = () =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    () => document.visibilityState === 'visible',
  );

const isInFrame = () => document.activeElement instanceof HTMLIFrameElement && document.hasFocus();
const idleClock = new IdleClock(document, isInFrame);

/** Shows colleagues what the agent does in a case. Whoever looks at something else, or at nothing for minutes, is idle. */
export function useWatch(caseId: string, active: Exclude<ViewerState, 'idle'>) {
  const isIdle = useSyncExternalStore(idleClock.watch, idleClock.isIdle);
  const state = useVisible() && !isIdle ? active : 'idle';
  useEffect(() => log.watch(caseId), [caseId]);
  useEffect(() => log.show(caseId, state), [caseId, state]);
}

export function useChanges(listener: (changes: Change[]) => void) {
  const latest = useRef(listener);
  useEffect(() => void (latest.current = listener));
  useEffect(() => log.onChanges((changes) => latest.current(changes)), []);
}
