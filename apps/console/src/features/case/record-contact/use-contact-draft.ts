import type { Attachment } from '@guichet/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { begunContactsOf } from '../../../shared/drafts/agent-drafts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { begunContactsAt, type BegunContact, type ContactDraft } from './begun-contacts.js';

const blank: ContactDraft = {
  kind: undefined,
  direction: 'in',
  place: 'here',
  who: { id: undefined, name: '' },
  addTo: undefined,
  address: '',
  answer: undefined,
  teamId: undefined,
  subject: '',
  text: '',
  at: '',
  files: [],
};

const isBegun = ({ who, address, subject, text, files }: ContactDraft) =>
  [who.name, address, subject, text].some((typed) => typed.trim() !== '') || files.length > 0;

/**
 * Keeps the input of a contact in this browser until it is recorded or discarded: for each case, and for a new one, which is meant where `caseId` is
 * undefined. Whoever closes the dialog to look something up, or the page, finds the words again.
 */
export function useContactDraft(caseId: string | undefined) {
  const contacts = begunContactsOf(useSession().agent.id);
  const [begunHere] = useState(() => begunContactsAt(caseId ?? 'new', { contacts, ofWindow: sessionStorage }));
  const draftOf = ({ draft }: BegunContact): ContactDraft => ({
    ...blank,
    ...draft,
    // Beside another case by now, what was chosen as “this case” would be that one.
    ...(caseId === undefined && { place: 'new' }),
  });
  const [opened] = useState(() => begunHere.open());
  const [draft, setDraft] = useState(() => draftOf(opened));
  const [hasOther, setHasOther] = useState(() => begunHere.hasOtherThan(opened.id));
  /** `draft`: as it was kept last. */
  const kept = useRef({ id: opened.id, draft, isKept: opened.draft !== undefined });
  const [endedElsewhere, setEndedElsewhere] = useState(false);
  useEffect(() => begunHere.onEndedElsewhere((id) => id === kept.current.id && setEndedElsewhere(true)), [begunHere]);
  const begun = isBegun(draft);
  useEffect(() => {
    if (kept.current.draft === draft) return;
    if (!begun) begunHere.remove(kept.current.id);
    const id = begun ? begunHere.keep({ ...kept.current, draft }) : kept.current.id;
    kept.current = { id, draft, isKept: begun };
  }, [begunHere, draft, begun]);
  const change = useCallback((part: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...part })), []);
  const attach = useCallback(
    (file: Attachment) => setDraft((before) => ({ ...before, files: [...before.files, file] })),
    [],
  );
  /** Returns what brings it back. */
  const discard = useCallback(() => {
    const { id, draft: discarded } = kept.current;
    begunHere.remove(id);
    return () => void begunHere.keep({ id, draft: discarded, isKept: false });
  }, [begunHere]);
  const showOther = () => {
    const other = begunHere.otherThan(kept.current.id);
    if (!other) return;
    const shown = draftOf(other);
    kept.current = { id: other.id, draft: shown, isKept: true };
    setDraft(shown);
    setEndedElsewhere(false);
    setHasOther(begunHere.hasOtherThan(other.id));
  };
  return { draft, begun, change, attach, discard, endedElsewhere, hasOther, showOther, idOf: () => kept.current.id };
}
