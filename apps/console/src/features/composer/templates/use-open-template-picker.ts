import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { templateChoicesQuery, renderingQuery } from '../../../shared/api/template-queries.js';
import { useMay } from '../../../shared/session/use-session.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
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
  const open = () => {
    from.current = document.activeElement;
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
    open,
    /** Back to where the caret was, unless it has a better place now. */
    close(chosen: boolean) {
      setPicking(false);
      if (chosen) return;
      const back = from.current;
      const main = document.getElementById('main');
      (back instanceof HTMLElement && back.isConnected && back !== document.body ? back : main)?.focus();
    },
  };
}
