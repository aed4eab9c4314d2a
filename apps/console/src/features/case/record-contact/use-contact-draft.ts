import type { Attachment, ChannelKind } from '@guichet/contracts';
import { useCallback, useEffect, useState } from 'react';
import { begunContactsOf } from '../../../shared/drafts/agent-drafts.js';
import { useSession } from '../../../shared/session/use-session.js';
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

const blank = {
  kind: undefined,
  direction: 'in',
  who: { id: undefined, name: '' },
  addTo: undefined,
  address: '',
  answer: undefined,
  teamId: undefined,
  subject: '',
  text: '',
  at: '',
  files: [],
} as const;

const isBegun = ({ who, address, subject, text, files }: ContactDraft) =>
  [who.name, address, subject, text].some((typed) => typed.trim() !== '') || files.length > 0;

/**
 * Keeps the input of a contact in this browser until it is recorded or discarded, one for each case and one for a new one; undefined: that one. Whoever
 * closes the dialog to look something up, or the page, finds the words again.
 */
export function useContactDraft(caseId: string | undefined) {
  const begunContacts = begunContactsOf(useSession().agent.id);
  const key = caseId ?? 'new';
  const [draft, setDraft] = useState<ContactDraft>(() => {
    const begun = {
      ...blank,
      place: 'here',
      ...(begunContacts.read(key) as Partial<ContactDraft> | undefined),
    } as const;
    // Beside another case by now, what was chosen as “this case” would be that one.
    return caseId === undefined ? { ...begun, place: 'new' } : begun;
  });
  const begun = isBegun(draft);
  useEffect(() => {
    if (begun) begunContacts.write(key, draft);
    else begunContacts.remove(key);
  }, [begunContacts, key, draft, begun]);
  const change = useCallback((part: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...part })), []);
  const attach = useCallback(
    (file: Attachment) => setDraft((before) => ({ ...before, files: [...before.files, file] })),
    [],
  );
  const discard = useCallback(() => begunContacts.remove(key), [begunContacts, key]);
  return { draft, begun, change, attach, discard };
}
