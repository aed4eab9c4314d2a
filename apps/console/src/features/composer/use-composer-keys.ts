import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { isBlank, type DraftContent } from '../../shared/drafts/draft-content.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { keycapOf, keysOf } from '../../shared/keyboard/shortcut-keys.js';
import { guardWriting, stopWaiting, useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { isCaretAtLineStart } from './editor/is-caret-at-line-start.js';
import { commandOf, hasOpenLayer } from './composer-key-commands.js';
import { leaveLoadedCase, noteWriting } from '../../shared/drafts/restore-caret-after-reload.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { blockCaseShortcuts, isShortcutRefused } from './block-case-shortcuts.js';
import type { ComposerFocus } from './use-composer-focus.js';
import type { ComposerContent } from './use-composer-content.js';

/** Single letters leave the case alone while a draft stands here, until the agent has left the field by Escape. */
function useUnsentGuard(caseId: string, { open, content }: ComposerContent) {
  const [left, setLeft] = useState(false);
  const guarding = open && !isBlank(content) && !left;
  // In the commit that shows the draft: the next key may be a letter of it.
  const { mode } = content;
  useLayoutEffect(() => (guarding ? blockCaseShortcuts(caseId, mode) : undefined), [caseId, guarding, mode]);
  return { left, setLeft };
}

const OVERLAY = '[role=menu], [role=listbox], [role=dialog]';

/** Returns whether the focus was in the composer last, and is nowhere now: what had it has gone, or the agent has clicked beside it. */
function useLostFocus(field: ComposerFocus): () => boolean {
  const wasInside = useRef(false);
  useLayoutEffect(() => {
    const note = (place: EventTarget | null) => {
      const isInOverlay = place instanceof Element && place.closest(OVERLAY) !== null;
      if (!isInOverlay) wasInside.current = field.root.current?.contains(place as Node) ?? false;
    };
    const onFocusIn = ({ target }: globalThis.FocusEvent) => note(target);
    note(document.activeElement);
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, []);
  return () => wasInside.current && (document.activeElement ?? document.body) === document.body;
}

/**
 * While the focus is on a button of the composer, or was lost from it, no letter is a shortcut, whether or not anything is written:
 * whoever has opened the composer writes next. What goes on with the writing is allowed.
 */
function useLettersGuard(isWriting: () => boolean, { mode, text }: Pick<DraftContent, 'mode' | 'text'>) {
  const { t } = useTexts();
  const latest = useRef({ isWriting, t, text });
  useLayoutEffect(() => void (latest.current = { isWriting, t, text }));
  useLayoutEffect(
    () =>
      guardWriting({
        isWriting: () => latest.current.isWriting(),
        own: mode === 'note' ? ['note'] : ['reply', 'template'],
        onHeldBack: () => {
          const why = latest.current.text.trim() ? 'guarded' : mode === 'note' ? 'guardedNote' : 'guardedReply';
          toast({ message: latest.current.t(`composer.${why}`, { key: keycapOf(keysOf(mode)[0] ?? '') }) });
        },
      }),
    [mode],
  );
}

/** After a reload, whoever was writing here goes on writing. */
function useNoteWriting(caseId: string, field: ComposerFocus) {
  useEffect(() => {
    const onHide = () => field.hasFocus() && noteWriting(caseId);
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('pagehide', onHide);
      leaveLoadedCase();
    };
  }, [caseId]);
}

interface Commands {
  submit: () => void;
  /** With a key that stays a letter of the text where it is given up. Undefined: templates cannot be inserted here. */
  openTemplates: ((key: string | undefined) => void) | undefined;
}

/** Handles the keys of the composer that send, insert a template, and leave. */
export function useComposerKeys(
  caseId: string,
  { writing, field, commands }: { writing: ComposerContent; field: ComposerFocus; commands: Commands },
) {
  const { left, setLeft } = useUnsentGuard(caseId, writing);
  useNoteWriting(caseId, field);
  const layerOpen = useRef(false);
  const { content } = writing;
  const isLost = useLostFocus(field);
  useLettersGuard(() => !left && (field.hasFocus() || isLost()), content);
  const leave = () => {
    if (isBlank(content)) writing.collapse();
    setLeft(true);
    // No field is awaited any more: the next key is a shortcut again.
    stopWaiting();
    leaveLoadedCase();
    document.getElementById('main')?.focus();
  };
  // The composer is left before the case is.
  useShortcut('back', () => (!left && (isLost() || isShortcutRefused(caseId)) ? leave() : false));

  return {
    // On the way down, before the field or a menu has the key.
    onKeyDownCapture: (event: KeyboardEvent) => {
      const target = event.target as Node;
      layerOpen.current = event.key === 'Escape' && hasOpenLayer(field.root.current!, target);
      const isWordless = content.text.trim() === '';
      const command = commandOf(event, {
        mode: content.mode,
        atLineStart: isWordless || (event.key === '/' && isCaretAtLineStart(target)),
        inText: field.body.current?.contains(target) ?? false,
        templates: commands.openTemplates !== undefined,
      });
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      if (command === 'template') return commands.openTemplates?.(isWordless ? undefined : event.key);
      // What is asked about before it is sent is answered by keys, which are no letters of the text any more.
      stopWaiting();
      // A key that is held down is one wish, not an answer to what it brought up.
      if (!event.repeat) commands.submit();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Neither does it go on to the case, which would be left.
      event.stopPropagation();
      // The editor takes every Escape for itself, and does nothing with it.
      const inEditor = event.target instanceof HTMLElement && event.target.isContentEditable;
      if (layerOpen.current || (event.defaultPrevented && !inEditor)) return;
      leave();
    },
    onFocus: (event: FocusEvent) => void (field.root.current?.contains(event.target) && setLeft(false)),
  };
}
