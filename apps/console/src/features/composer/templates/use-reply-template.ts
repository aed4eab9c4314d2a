import type { CaseDetail, Language, TemplateField, TemplateUse } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { useDrafts } from '../../../shared/drafts/agent-drafts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSynchronousReducer, type SynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import type { ComposerContent } from '../use-composer-content.js';
import { fieldsNotFollowed, type UnfollowedField } from './fields-not-followed.js';
import { fieldsToAsk, missingFields } from './fields-to-ask.js';
import {
  noTemplate,
  reduceTemplate,
  renderingNeeded,
  type TemplateEvent,
  type TemplateState,
} from './template-reducer.js';
import { sentencesInOtherLanguage } from './sentences-in-other-language.js';
import { removalFrom, useRemoveTemplate } from './use-remove-template.js';
import { useInsertTemplate } from './use-insert-template.js';
import { useRerenderOnCaseChange } from './use-rerender-on-case-change.js';
import { useRerenderOnTemplateChange } from './use-rerender-on-template-change.js';
import { bodyOfWords, renderBody } from './rendering-requests.js';
import { useTemplateRendering } from './use-template-rendering.js';

const noValues: TemplateUse['values'] = {};
const noFields: TemplateField[] = [];
const allFollowed: UnfollowedField[] = [];
type Rendering = ReturnType<typeof useTemplateRendering>;

/** Renders anew where the reply takes another route, or a draft has come back with its template. */
function useRenderingAsNeeded(
  { state, latest, send }: SynchronousReducer<TemplateState, TemplateEvent>,
  writing: ComposerContent,
  rendering: Rendering,
) {
  const { content, current, edit, route } = writing;
  const { kind, option, envelope } = route;
  const resuming = useRef(false);
  const use = content.mode === 'reply' ? content.template : undefined;
  const known = state.made?.rendered.templateId === use?.templateId;

  /** A message that was taken back stands there: its words are compared with what it said when it left. */
  const resume = async (
    { channelKind, values }: NonNullable<DraftContent['takenBack']>,
    { language, number, blocks }: TemplateUse,
  ) => {
    resuming.current = true;
    send({ type: 'base-known', base: { channelKind, language, number, blocks, values, files: null } });
    edit({ takenBack: undefined });
    await rendering.render({ keepsBlocks: true });
    resuming.current = false;
  };

  const received = useRef(writing.received);
  useEffect(() => {
    // Words from another window were made there: what this one has rendered says nothing about them.
    if (received.current !== writing.received) send({ type: 'removed' });
    received.current = writing.received;
    if (!use || resuming.current) return;
    const { template, takenBack } = current();
    const needed = renderingNeeded(latest.current, {
      template,
      takenBack: takenBack !== undefined,
      kind,
      channelAccountId: envelope.channelAccountId,
      approvedOnly: option?.state === 'template',
    });
    if (needed === 'resume') void resume(takenBack!, template!);
    else if (needed) void rendering.render({}, needed === 'again');
    // What is rendered is what stands there now.
  }, [use?.templateId, kind, envelope.channelAccountId, option?.state, known, content.takenBack, writing.received]);
}

/** Puts the passages of a field back, and offers to take that back, as what the agent has written there is gone. */
function useRestorePassage(caseId: string, writing: ComposerContent, rendering: Rendering) {
  const { t } = useTexts();
  const drafts = useDrafts();
  return async (name: string) => {
    const before = writing.current();
    const { key } = writing.draft;
    await rendering.render({ restoring: name });
    if (writing.current().text === before.text) return;
    const undo = () => drafts.restore(key, before);
    const about = [removalFrom(caseId)];
    toast({ message: t('composer.template.restored'), about, undoLabel: t('common.toast.undo'), undo });
  };
}

/** The template of a reply: inserted, filled in, and rendered again for another route or language. */
export function useReplyTemplate(item: Pick<CaseDetail, 'id' | 'fields'>, writing: ComposerContent) {
  const { id: caseId } = item;
  const machine = useSynchronousReducer(reduceTemplate, () => noTemplate);
  const { state, latest, send } = machine;
  const rendering = useTemplateRendering(caseId, machine, writing);
  useRenderingAsNeeded(machine, writing, rendering);
  const choose = useInsertTemplate(caseId, { machine, writing, cancelRendering: rendering.cancel });
  const restore = useRestorePassage(caseId, writing, rendering);
  const { remove, removing } = useRemoveTemplate({ caseId, machine, writing, cancelRendering: rendering.cancel });

  const { content, current, edit } = writing;
  const use = content.mode === 'reply' ? content.template : undefined;
  const made = state.made?.rendered;
  const rendered = made?.templateId === use?.templateId ? made : undefined;
  const values = use?.values ?? noValues;
  useRerenderOnTemplateChange({
    rendered,
    isBusy: state.pending || state.choosing,
    render: () => void rendering.render({}, false),
  });
  useRerenderOnCaseChange(item, { rendered, render: () => void rendering.render() });
  const fields = rendered ? fieldsToAsk(rendered.fields, state.asked) : noFields;
  const approvedOnly = writing.route.option?.state === 'template';
  return {
    use,
    rendered,
    values,
    pending: state.pending || state.choosing,
    failure: use ? state.failure : undefined,
    wrong: state.wrong,
    placed: state.placed,
    skipped: state.skipped,
    fields,
    missing: rendered ? missingFields(rendered, values, state.wrong) : [],
    /** Those that say something else than the text. */
    unfollowed: approvedOnly ? allFollowed : fieldsNotFollowed(content.text, fields, state.formerly),
    /** Own sentences that are in another language than the reply. */
    otherLanguage:
      use && !approvedOnly
        ? sentencesInOtherLanguage(content.ownSentences, { text: content.text, language: use.language })
        : undefined,
    /** How it is asked for before it is chosen. */
    bodyOf: (language: Language | undefined) => renderBody(caseId, writing, language),
    /** How the words are rendered as they stand now, with what the agent has changed. */
    bodyOfWords: bodyOfWords(caseId, writing, state.base),
    choose,
    /** What was chosen and is on its way is not wanted any more. */
    dropChoice: () => void send({ type: 'choice-dropped' }),
    retry: () => void rendering.render({}, latest.current.base !== undefined),
    setLanguage: (language: Language) => void rendering.render({ language }),
    useVersion: (number: number) => void rendering.render({ number }),
    fill: (name: string, value: string) => {
      if (!use) return;
      edit({ template: { ...use, values: { ...current().template?.values, [name]: value } } });
      rendering.renderSoon();
    },
    /** Puts the passages that say this field back as the template has them. */
    restore,
    remove: () => void remove(),
    /** Its removal waits for what it alone says. */
    removing,
    skip: (key: string) => void send({ type: 'action-skipped', key }),
  };
}

export type ReplyTemplate = ReturnType<typeof useReplyTemplate>;
