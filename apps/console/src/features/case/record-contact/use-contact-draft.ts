import type { Attachment, ChannelKind } from '@guichet/contracts';
import { useCallback, useEffect, useState } from 'react';
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

/** By case, or for a new one: whoever closes the dialog to look something up finds the words again. */
const kept = new Map<string, ContactDraft>();

const isBegun = ({ who, address, subject, text, files }: ContactDraft) =>
  [who.name, address, subject, text].some((typed) => typed.trim() !== '') || files.length > 0;

/** Keeps the input of a contact while its dialog is closed, one for each case and one for a new one; undefined: that one. */
export function useContactDraft(caseId: string | undefined) {
  const key = caseId ?? 'new';
  const [draft, setDraft] = useState<ContactDraft>(() => {
    const begun = kept.get(key) ?? { ...blank, place: 'here' };
    // Beside another case by now, what was chosen as “this case” would be that one.
    return caseId === undefined ? { ...begun, place: 'new' } : begun;
  });
  const begun = isBegun(draft);
  useEffect(() => {
    if (begun) kept.set(key, draft);
    else kept.delete(key);
  }, [key, draft, begun]);
  const change = useCallback((part: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...part })), []);
  const attach = useCallback(
    (file: Attachment) => setDraft((before) => ({ ...before, files: [...before.files, file] })),
    [],
  );
  const discard = useCallback(() => void kept.delete(key), [key]);
  return { draft, begun, change, attach, discard };
}
