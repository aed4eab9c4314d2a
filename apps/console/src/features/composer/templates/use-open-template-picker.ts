import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { templateChoicesQuery, renderingQuery } from '../../../shared/api/template-queries.js';
import { useMay } from '../../../shared/session/use-session.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import type { PickerEnd } from './template-picker-list-and-keys.js';
import { returnTo } from '../editor/caret.js';
import { wordsAroundCaret } from '../editor/words-around-caret.js';
import type { ReplyTemplate } from './use-reply-template.js';

/** Once the case itself stands on the screen. */
const calm = 700;

/** Opens the template picker, and fetches ahead what it will most likely show. */
export function useOpenTemplatePicker(
  item: CaseDetail,
  { kind, template, onOpen }: { kind: string | undefined; template: ReplyTemplate; onOpen: () => void },
) {
  const queryClient = useQueryClient();
  const may = useMay();
  const allowed = may('case.reply') && may('template.read');
  const [picking, setPicking] = useState(false);
  const from = useRef<Element>(null);
  const around = useRef<ReturnType<typeof wordsAroundCaret>>(undefined);
  /** The key that has opened it, where that may be a letter of the text as well. */
  const opener = useRef<string>(undefined);
  const open = (key?: string) => {
    from.current = document.activeElement;
    around.current = wordsAroundCaret(from.current);
    opener.current = key;
    // At once: the next key, which may be pressed already, belongs to the picker.
    flushSync(() => {
      onOpen();
      setPicking(true);
    });
  };
  // Whoever is quicker than the network chooses already: what is chosen waits until it is known by which way it goes.
  useShortcut('template', () => (allowed ? open() : false));

  const { bodyOf } = template;
  const body = useRef(bodyOf);
  body.current = bodyOf;
  useEffect(() => {
    if (!allowed || !kind) return;
    const timer = setTimeout(() => {
      void queryClient
        .fetchQuery(templateChoicesQuery(item.id, ''))
        .then(([first]) => first && queryClient.prefetchQuery(renderingQuery(first.id, body.current(first.language))))
        .catch(() => {});
    }, calm);
    return () => clearTimeout(timer);
  }, [allowed, kind, item.id, queryClient]);

  return {
    allowed,
    picking,
    open: () => open(),
    openByKey: open,
    /** What stood around the caret when it was opened. */
    around: () => around.current,
    /** Back to where the caret was, unless it has a better place now. */
    close(how: PickerEnd) {
      setPicking(false);
      if (how === 'chosen') return;
      const back = from.current;
      const main = document.getElementById('main');
      const to = back instanceof HTMLElement && back.isConnected && back !== document.body ? back : main;
      if (to) returnTo(to);
      if (how === 'escaped' && opener.current) document.execCommand('insertText', false, opener.current);
    },
  };
}
