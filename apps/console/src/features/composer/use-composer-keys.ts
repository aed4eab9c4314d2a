import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { isBlank } from '../../shared/drafts/draft-content.js';
import { stopWaiting } from '../../shared/keyboard/shortcut-listener.js';
import { commandOf, hasOpenLayer } from './composer-key-commands.js';
import { leaveLoadedCase, noteWriting } from '../../shared/drafts/restore-caret-after-reload.js';
import { blockCaseShortcuts } from './block-case-shortcuts.js';
import type { ComposerFocus } from './use-composer-focus.js';
import type { ComposerContent } from './use-composer-content.js';

/** Single letters leave the case alone while a draft stands here, until the agent has left the field by Escape. */
function useUnsentGuard(caseId: string, { open, content }: ComposerContent) {
  const [left, setLeft] = useState(false);
  const guarding = open && !isBlank(content) && !left;
  // In the commit that shows the draft: the next key may be a letter of it.
  useLayoutEffect(() => (guarding ? blockCaseShortcuts(caseId) : undefined), [caseId, guarding]);
  return setLeft;
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
  /** Undefined: templates cannot be inserted here. */
  openTemplates: (() => void) | undefined;
}

/** Handles the keys of the composer that send, insert a template, and leave. */
export function useComposerKeys(
  caseId: string,
  { writing, field, commands }: { writing: ComposerContent; field: ComposerFocus; commands: Commands },
) {
  const setLeft = useUnsentGuard(caseId, writing);
  useNoteWriting(caseId, field);
  const layerOpen = useRef(false);
  const { content } = writing;

  return {
    // On the way down, before the field or a menu has the key.
    onKeyDownCapture: (event: KeyboardEvent) => {
      const target = event.target as Node;
      layerOpen.current = event.key === 'Escape' && hasOpenLayer(field.root.current!, target);
      const command = commandOf(event, {
        mode: content.mode,
        wordless: content.text.trim() === '',
        inText: field.body.current?.contains(target) ?? false,
        templates: commands.openTemplates !== undefined,
      });
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      if (command === 'template') return commands.openTemplates?.();
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
      if (isBlank(content)) writing.collapse();
      setLeft(true);
      // No field is awaited any more: the next key is a shortcut again.
      stopWaiting();
      document.getElementById('main')?.focus();
    },
    onFocus: (event: FocusEvent) => void (field.root.current?.contains(event.target) && setLeft(false)),
  };
}
