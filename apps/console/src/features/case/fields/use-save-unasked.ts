import type { CaseFieldOfCase } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { fieldDraftsOf } from './field-draft-store.js';
import type { Entered } from './field-drafts.js';
import type { SaveOptions } from './use-field-drafts.js';

/** A whole day may still be changed by the next key: it is saved once none comes for so long. Milliseconds. */
const PAUSE = 700;

interface Props {
  caseId: string;
  fields: readonly CaseFieldOfCase[];
  save: (of: CaseFieldOfCase, entered: Entered, options?: SaveOptions) => Promise<void>;
}

/**
 * Saves what is typed in a field that nobody leaves: a day once it is whole, and everything when the case or the page is left, as by
 * reloading. A text or a number is not saved while it is typed, as rules would read half of it. Returns functions that say what
 * was typed last, and that a field needs no saving any more.
 */
export function useSaveUnasked({ caseId, fields, save }: Props) {
  const latest = useRef({ fields, save });
  const timers = useRef(new Map<string, number>());
  /** The fields in which something stands that they cannot hold. */
  const partial = useRef(new Set<string>());
  useEffect(() => {
    latest.current = { fields, save };
  });

  const saveNow = (id: string, options?: SaveOptions) => {
    const of = latest.current.fields.find(({ field }) => field.id === id);
    const draft = fieldDraftsOf(caseId)[id];
    // What was refused, or changed by a colleague meanwhile, waits for the agent.
    if (of && draft && !draft.problem && !draft.theirs && !partial.current.has(id))
      void latest.current.save(of, draft.entered, options);
  };
  const forget = ({ field: { id } }: CaseFieldOfCase) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    partial.current.delete(id);
  };
  const typed = (of: CaseFieldOfCase, isWhole: boolean) => {
    const { id, kind } = of.field;
    forget(of);
    if (!isWhole) return void partial.current.add(id);
    const { entered } = fieldDraftsOf(caseId)[id] ?? {};
    if (kind === 'date' && entered)
      timers.current.set(
        id,
        window.setTimeout(() => saveNow(id), PAUSE),
      );
  };

  const saveAll = useRef((_options?: SaveOptions) => {});
  useEffect(() => {
    saveAll.current = (options) => {
      for (const id of Object.keys(fieldDraftsOf(caseId))) saveNow(id, options);
    };
  });
  useEffect(() => {
    const waiting = timers.current;
    const onHide = () => saveAll.current({ outlivesPage: true });
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      saveAll.current();
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    };
  }, [caseId]);
  return { typed, forget };
}
