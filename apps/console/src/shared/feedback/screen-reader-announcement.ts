import { useSyncExternalStore } from 'react';

/** How long an announcement stays in the page, in milliseconds: a screen reader has it as soon as it stands there. */
const STAYS = 10_000;

let said = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(text: string) {
  said = text;
  for (const listener of listeners) listener();
}

/**
 * Announces a text once and politely to screen readers. It does not stay: it may name a case that is restricted a moment
 * later, and whoever reads the page from its end would come upon old news.
 */
export function announce(text: string) {
  clearTimeout(forgetting);
  show(text);
  forgetting = setTimeout(() => show(''), STAYS);
}

/** What is announced now, empty where nothing is. */
export const currentAnnouncement = () => said;

export const useAnnouncement = () =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, currentAnnouncement);
