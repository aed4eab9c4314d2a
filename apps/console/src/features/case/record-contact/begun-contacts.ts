import type { Attachment, ChannelKind } from '@guichet/contracts';
import type { AgentStorage } from '../../../shared/drafts/agent-storage.js';
import type { PersonChoice } from '../../people/index.js';
import type { OwnerAnswer } from '../address-owner/owner-question.js';

/** A call, a visit or a letter as it is being written down. */
export interface ContactDraft {
  /** Undefined: the usual one. */
  kind: ChannelKind | undefined;
  direction: 'in' | 'out';
  place: 'here' | 'new';
  who: PersonChoice;
  /** The case of that person to which the contact is added; undefined: to a new one. */
  addTo: string | undefined;
  address: string;
  /** Who is meant by it, where it is known as that of somebody else. */
  answer: OwnerAnswer | undefined;
  /** Undefined: the usual one. */
  teamId: string | undefined;
  subject: string;
  text: string;
  /** As the field has it; empty: now. */
  at: string;
  files: readonly Attachment[];
}

interface Kept {
  draft: ContactDraft;
  writtenAt: number;
}

/** One that is written down. Its id is that of the request which records it, so that two windows do not record it twice. */
export interface BegunContact {
  id: string;
  /** Undefined: nothing was entered yet. */
  draft: ContactDraft | undefined;
}

export interface BegunContacts {
  /** The one that this window had open last, else the last that was written; a new one where nothing was begun. */
  open(): BegunContact;
  hasOtherThan(id: string): boolean;
  /** Opens another one: the one that was written longest ago, so that all are come by. */
  otherThan(id: string): BegunContact | undefined;
  /** Keeps what was entered. Returns the id under which it is kept: another one where another window has written on, or has recorded it, since. */
  keep(begun: { id: string; draft: ContactDraft; isKept: boolean }): string;
  remove(id: string): void;
  /** Calls `listener` when another window has recorded or discarded one, until the returned function is called. */
  onEndedElsewhere(listener: (id: string) => void): () => void;
}

/**
 * What was begun at a place, which is a case, or `new`, and stands in this browser until it is recorded or discarded. Each window writes one of
 * its own: two calls at once are two contacts. `ofWindow`: remembers over a reload which one that is.
 */
export function begunContactsAt(
  place: string,
  { contacts, ofWindow }: { contacts: AgentStorage<unknown>; ofWindow: Pick<Storage, 'getItem' | 'setItem'> },
): BegunContacts {
  const here = `guichet.contact-of-window:${place}`;
  const keyOf = (id: string) => `${place}/${id}`;
  const all = () =>
    contacts
      .keys()
      .filter((key) => key.startsWith(`${place}/`))
      .map((key) => ({ id: key.slice(place.length + 1), kept: contacts.read(key) as Kept | undefined }))
      .toSorted((one, other) => (other.kept?.writtenAt ?? 0) - (one.kept?.writtenAt ?? 0))
      .map(({ id, kept }): BegunContact => ({ id, draft: kept?.draft }));
  const opened = (begun: BegunContact): BegunContact => {
    ofWindow.setItem(here, begun.id);
    return begun;
  };
  return {
    open() {
      const begun = all();
      const own = begun.find(({ id }) => id === ofWindow.getItem(here));
      return opened(own ?? begun[0] ?? { id: crypto.randomUUID(), draft: undefined });
    },
    hasOtherThan: (id) => all().some((one) => one.id !== id),
    otherThan(id) {
      const other = all().findLast((one) => one.id !== id);
      return other && opened(other);
    },
    keep({ id, draft, isKept }) {
      const isElsewhere = contacts.isOfOtherWindow(keyOf(id)) || (isKept && !contacts.keys().includes(keyOf(id)));
      const own = isElsewhere ? crypto.randomUUID() : id;
      contacts.write(keyOf(own), { draft, writtenAt: Date.now() } satisfies Kept);
      ofWindow.setItem(here, own);
      return own;
    },
    remove: (id) => contacts.remove(keyOf(id)),
    onEndedElsewhere: (listener) =>
      contacts.onRemoved((key) => {
        if (key.startsWith(`${place}/`)) listener(key.slice(place.length + 1));
      }),
  };
}
