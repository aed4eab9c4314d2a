import { useEffect, useSyncExternalStore } from 'react';
import {
  askedTemplateOf,
  listenForAskedTemplates,
  takeAskedTemplate,
} from '../../../shared/cases/template-insert-request.js';
import type { ReplyTemplate } from './use-reply-template.js';

interface Asking {
  template: ReplyTemplate;
  /** The channel by which the reply goes; undefined: that is not known yet, and nothing can be put into it. */
  kind: string | undefined;
  onAsked: () => void;
}

/** Puts the template into the reply that a macro brings, behind what is written, once it is known by which way that goes. */
export function useTemplateInsertRequest(caseId: string, { template, kind, onAsked }: Asking) {
  const templateId = useSyncExternalStore(listenForAskedTemplates, () => askedTemplateOf(caseId));
  useEffect(() => {
    if (!templateId || !kind) return;
    takeAskedTemplate(caseId);
    onAsked();
    void template.choose({ id: templateId });
    // Once for each that is asked for, by what stands there then.
  }, [caseId, templateId, kind]);
}
