import { useSyncExternalStore, type MouseEvent } from 'react';
import { call, whenProofNeeded } from '../api/client.js';
import { isFailure } from '../api/failure.js';

/**
 * Sensitive acts need a proof of a few minutes ago. Whatever call is refused for want of it waits here while one dialog asks
 * for it, and is made again.
 */
let waiting: { promise: Promise<boolean>; resolve: (isProved: boolean) => void; isByFactor: boolean } | undefined;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

/** `isByFactor`: the password is not enough. */
function askProof(isByFactor: boolean): Promise<boolean> {
  waiting ??= { ...Promise.withResolvers<boolean>(), isByFactor };
  waiting.isByFactor ||= isByFactor;
  changed();
  return waiting.promise;
}
whenProofNeeded(askProof);

/** Ends the dialog: the calls that wait are made again, or fail. */
export function endProof(isProved: boolean): void {
  waiting?.resolve(isProved);
  waiting = undefined;
  changed();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useProofNeeded = (): boolean => useSyncExternalStore(subscribe, () => waiting !== undefined);

/** Whether a passkey or a code is asked for, and the password is not enough. */
export const useFactorNeeded = (): boolean => useSyncExternalStore(subscribe, () => waiting?.isByFactor === true);

/** Lets a link download a file that needs a proof, which is asked for before: a browser shows no dialog of ours. */
export function downloadAfterProof(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  void downloadWithProof(event.currentTarget.href);
}

async function downloadWithProof(address: string): Promise<void> {
  try {
    await call('getProof');
  } catch (error) {
    // Whoever closed the dialog wants no file.
    if (isFailure(error, 'step-up-required')) return;
  }
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
