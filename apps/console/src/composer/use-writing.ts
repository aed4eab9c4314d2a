import type { CaseDetail } from '@guichet/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { viaOf } from './reach.js';
import { isBlank, onRestore, remembered, type Content } from './restore.js';
import { useDraft } from './use-draft.js';
import { useWay } from './use-way.js';

export const blank: Content = { mode: 'reply', text: '', html: null, attachments: [] };
const idle = 6000;

/** What stands in the composer of a case, by which way it goes, and its draft. */
export function useWriting(item: CaseDetail, onWriting: (writing: boolean) => void) {
  const [content, setContent] = useState<Content>(() => remembered(item.id) ?? blank);
  const [open, setOpen] = useState(() => remembered(item.id) !== undefined);
  const [version, setVersion] = useState(0);
  // A draft that comes back with its case leaves the keys to the list; only who asks to write gets the caret.
  const [caret, setCaret] = useState(false);
  const other = useRef<Content>({ ...blank, mode: 'note' });
  const way = useWay(item, content.via);
  const { option } = way;

  // Several changes may come before the next paint: each builds on the one before it.
  const latest = useRef(content);
  const show = useCallback((next: Content) => {
    latest.current = next;
    setContent(next);
  }, []);

  const put = useCallback(
    (next: Content, withCaret = false) => {
      setCaret(withCaret);
      show(next);
      setVersion((before) => before + 1);
      setOpen(true);
    },
    [show],
  );
  const { save, discard, state } = useDraft(item.id, put);
  useEffect(
    () =>
      onRestore(item.id, (restored) => {
        if (latest.current.mode !== restored.mode && !isBlank(latest.current)) other.current = latest.current;
        put(restored, true);
        save(restored);
      }),
    [item.id, put, save],
  );

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = useCallback(() => {
    clearTimeout(timer.current);
    onWriting(false);
  }, [onWriting]);
  useEffect(() => () => clearTimeout(timer.current), []);

  // From the first word or recipient on, no better way may come under the hand of who writes.
  const begun = () => ({ ...latest.current, via: latest.current.via ?? (option && viaOf(option)) });
  const edit = (change: Partial<Content>) => {
    const next = { ...begun(), ...change };
    show(next);
    save(next);
    onWriting(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(rest, idle);
  };

  return {
    content,
    latest,
    version,
    caret,
    open,
    way,
    draft: state,
    put,
    save,
    discard,
    edit,
    /** Nobody writes any more. */
    rest,
    /** Puts other words into the field; whoever has the caret keeps it. */
    replace: (change: Partial<Content>, withCaret = false) => {
      edit(change);
      setCaret(withCaret);
      setVersion((before) => before + 1);
      setOpen(true);
    },
    settle: (change: Partial<Content> = {}) => show({ ...begun(), ...change }),
    fold: () => setOpen(false),
    /** To the reply or to the note, each with its own words; false: it stands there already. */
    turn: (mode: Content['mode']) => {
      setOpen(true);
      setCaret(true);
      if (latest.current.mode === mode) return false;
      const next = { ...other.current, mode };
      other.current = latest.current;
      show(next);
      setVersion((before) => before + 1);
      return true;
    },
    /** As it is once what was written is on its way. */
    clear: (next: Content) => {
      show(next);
      setVersion((before) => before + 1);
      setOpen(!isBlank(next));
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;
