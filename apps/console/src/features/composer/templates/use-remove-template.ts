import type { RenderedTemplate, TemplateUse } from '@guichet/contracts';
import { useState } from 'react';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { SynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import type { ComposerContent } from '../use-composer-content.js';
import { noWords, withoutWithdrawn, type Removed } from './own-words.js';
import { askFor, renderBody } from './rendering-requests.js';
import { mergeAttachments } from './template-attachments-and-untouched-text.js';
import type { TemplateEvent, TemplateState } from './template-reducer.js';

/** What the toast about a removed template is about: its undo goes with the reply, beside whose own it would be taken for that. */
export const removalFrom = (caseId: string) => `template-of:${caseId}`;

interface Removal {
  caseId: string;
  machine: SynchronousReducer<TemplateState, TemplateEvent>;
  writing: ComposerContent;
  cancelRendering: () => void;
}

/** What the template alone says, in the version that the reply has; undefined: it cannot be had now. */
async function textAlone(caseId: string, writing: ComposerContent, template: TemplateUse): Promise<string | undefined> {
  if (!writing.route.kind) return undefined;
  const asked = { template, text: writing.current().text, base: undefined };
  try {
    const body = renderBody(caseId, writing, template.language);
    const { rendered } = await askFor(body, { change: { keepsBlocks: true }, asked });
    return rendered.text;
  } catch {
    // Whatever the reason, it must not keep a template in the reply with which it cannot be sent.
    return undefined;
  }
}

/** Puts what is left without the template into the reply, without the files of the template, and says so, with a way back to both. */
function useLeave({ caseId, machine, writing, cancelRendering }: Removal) {
  const { t } = useTexts();
  const drafts = useDrafts();
  return ({ words, says }: Removed, rendered: RenderedTemplate | undefined) => {
    const before = writing.current();
    const { key } = writing.draft;
    cancelRendering();
    machine.send({ type: 'removed' });
    const attachments = mergeAttachments(before.attachments, rendered?.attachments ?? [], []);
    const left = { ...words, attachments, template: undefined, ownSentences: undefined, takenBack: undefined };
    // What was withdrawn comes back with its template, or not at all: by the undo of the field it would be words like any others.
    const isWithdrawn = rendered?.state === 'withdrawn';
    writing.replace(left, true, { forgetsBefore: isWithdrawn });
    toast({
      message: t(`composer.template.${says}`),
      about: [removalFrom(caseId)],
      undoLabel: t('common.toast.undo'),
      undo: () => drafts.restore(key, before),
    });
  };
}

/**
 * Takes the template out of the reply, with its words and its files, and offers to bring them back. From one that was withdrawn, which cannot
 * be sent any more, what the agent has written into it stays, as far as what the template alone says can be had.
 */
export function useRemoveTemplate(removal: Removal) {
  const { caseId, machine, writing } = removal;
  const [removing, setRemoving] = useState(false);
  const leave = useLeave(removal);
  const standing = () => {
    const { template } = writing.current();
    const made = machine.latest.current.made?.rendered;
    return { template, rendered: made?.templateId === template?.templateId ? made : undefined };
  };

  const remove = async (): Promise<void> => {
    const { template, rendered } = standing();
    if (!template || rendered?.state !== 'withdrawn') return leave({ words: noWords, says: 'removed' }, rendered);
    setRemoving(true);
    const untouched = await textAlone(caseId, writing, template);
    setRemoving(false);
    // Pressed twice, it has gone already.
    if (standing().template?.templateId === template.templateId)
      leave(withoutWithdrawn(writing.current(), untouched), rendered);
  };
  return { remove, removing };
}
