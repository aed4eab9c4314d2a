import type { Entry, MessageEntry } from '@guichet/contracts';

/** Whether it is still to be seen whose message it is: whoever has moved it has seen to that. */
const isUncertain = ({ flags, movedFrom }: MessageEntry): boolean => flags.includes('sender-uncertain') && !movedFrom;

/** The messages at which it is asked who writes: of each address, the last one of which that is not certain. */
export function toBeAsked(entries: Iterable<Entry>): ReadonlySet<string> {
  const last = new Map<string, MessageEntry>();
  for (const entry of entries) {
    if (entry.kind !== 'message' || !isUncertain(entry)) continue;
    const address = entry.from?.value ?? '';
    if ((last.get(address)?.position ?? 0) < entry.position) last.set(address, entry);
  }
  return new Set([...last.values()].map(({ id }) => id));
}
