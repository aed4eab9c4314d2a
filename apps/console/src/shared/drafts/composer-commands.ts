import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/** What the composer does by one of its buttons, for whoever looks for it by its words. */
export interface ComposerCommand {
  id: 'send' | 'sendAndClose' | 'sendLater' | 'addNote';
  label: string;
  run: () => void;
}

let offered: readonly ComposerCommand[] = [];
const listeners = new Set<() => void>();
function replace(next: readonly ComposerCommand[]) {
  offered = next;
  for (const listener of listeners) listener();
}

/** Offers a command as long as its button can be pressed. Undefined: it cannot. */
export function useOfferComposerCommand(command: ComposerCommand | undefined): void {
  const latest = useRef(command);
  useLayoutEffect(() => void (latest.current = command));
  const { id, label } = command ?? {};
  useEffect(() => {
    if (id === undefined || label === undefined) return undefined;
    const own = { id, label, run: () => latest.current?.run() };
    replace([...offered, own]);
    return () => replace(offered.filter((other) => other !== own));
  }, [id, label]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The commands of the composer that is open, in which something to send stands. */
export const useComposerCommands = () => useSyncExternalStore(subscribe, () => offered);
