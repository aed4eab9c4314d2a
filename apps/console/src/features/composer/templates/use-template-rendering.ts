import type { RenderedTemplate, TemplateUse } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText, useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { SynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import { valueFaults } from '../../../shared/templates/value-faults.js';
import type { ComposerContent } from '../use-composer-content.js';
import { keepFormatting } from '../editor/keep-formatting.js';
import { fieldsStillOpen, valuesInText } from './fields-to-ask.js';
import { sentencesLeftBehind } from './sentences-in-other-language.js';
import { mergeAttachments } from './template-attachments-and-untouched-text.js';
import { askFor, renderBody, versionOf, type Asked, type Change } from './rendering-requests.js';
import { sameValues, type Base, type TemplateEvent, type TemplateState } from './template-reducer.js';

/** From the last key in a field to the rendering. Milliseconds. */
const SETTLING = 250;

/** Notes how the template reads, and what stands for its placeholders. */
export function useAcceptRendering(
  { send }: SynchronousReducer<TemplateState, TemplateEvent>,
  { current, settle, route }: ComposerContent,
) {
  return (
    rendered: RenderedTemplate,
    event: { type: 'chosen' } | { type: 'rendered'; values: TemplateUse['values'] },
  ) => {
    send({ ...event, rendered, channelAccountId: route.envelope.channelAccountId });
    const labels = new Set([...(current().labels ?? []), ...rendered.fields.map(({ placeholder }) => placeholder)]);
    settle({ labels: [...labels] });
    if (route.option?.state === 'template' && rendered.providerTemplate) route.fill(rendered.providerTemplate);
  };
}

function useRenderFailure(
  { send, latest }: SynchronousReducer<TemplateState, TemplateEvent>,
  { renew }: ComposerContent,
) {
  const { t } = useTexts();
  const reasonText = useReasonText();
  const problemText = useProblemText();
  /** Returns how the rendering is to be tried again: without the values that do not fit, or as the text was rendered before. */
  return (error: unknown, { template, change }: { template: TemplateUse; change: Change }): Change | undefined => {
    const faults = valueFaults(error);
    const { base } = latest.current;
    if (base && faults.length === 0 && (change.language ?? change.number) !== undefined) {
      // The words stand as they were rendered, and can be sent as they are.
      const stays = change.language && t(`composer.template.staysIn.${base.language}`);
      toastFailure(stays ?? t('composer.template.notRendered'), problemText(error));
      return sameValues(template.values, base.values) ? undefined : {};
    }
    if (base || faults.length === 0) {
      const wrong = faults.map(({ name, reason, data, message }): [name: string, text: string] => [
        name,
        reason ? reasonText(reason, data) : message,
      ]);
      send({ type: 'render-failed', wrong: Object.fromEntries(wrong), failure: faults.length ? undefined : error });
      return undefined;
    }
    // A draft has come back with them: there is no field yet to mend them in, so they are asked for anew.
    const fitting = Object.entries(template.values).filter(([name]) => !faults.some((fault) => fault.name === name));
    renew({ template: { ...template, values: Object.fromEntries(fitting) } });
    return change;
  };
}

/** Where only values have changed, what the agent has formatted stays so. */
const htmlToPut = ({ html, channelKind, language, number }: RenderedTemplate, base: Base, before: string | null) =>
  base.channelKind === channelKind && base.language === language && base.number === number
    ? keepFormatting(before, html)
    : html;

/** A rendering of the words in the composer. */
interface NewRendering {
  rendered: RenderedTemplate;
  /** As the template alone says it; undefined: the reply has its language still. */
  untouched: RenderedTemplate | undefined;
  /** Whether the agent has asked for it, and not the page by itself. */
  isWanted: boolean;
}

/** Puts a rendering into the composer. Words that were kept stay, and what is to be filled into them is noted. */
function usePutRendering(machine: SynchronousReducer<TemplateState, TemplateEvent>, writing: ComposerContent) {
  const accept = useAcceptRendering(machine, writing);
  const { current, replace, renew } = writing;
  return ({ rendered, untouched, isWanted }: NewRendering, asked: Asked) => {
    const { template, text, base } = asked;
    const placed: TemplateUse = { ...template, ...versionOf(rendered), values: current().template!.values };
    accept(rendered, { type: 'rendered', values: template.values });
    if (base) {
      // The words are as they were, but some may have been formatted meanwhile, and files attached.
      const { html, attachments, ownSentences: known } = current();
      const files = base.files ? mergeAttachments(attachments, base.files, rendered.attachments) : attachments;
      const formatted = htmlToPut(rendered, base, html);
      const { text: renewed, language } = rendered;
      const change = untouched && { text: renewed, untouched: untouched.text, from: base.language, to: language };
      const ownSentences = change ? sentencesLeftBehind(known, change) : known;
      const words = { text: renewed, html: formatted, ownSentences };
      return (isWanted ? replace : renew)({ ...words, attachments: files, template: placed });
    }
    // A draft that was kept before its blocks were noted has those of now.
    if (!template.replyPageId || (!template.blocks && rendered.blocks.length > 0)) renew({ template: placed });
    const open = fieldsStillOpen(text, rendered.fields);
    const filled = Object.fromEntries(Object.entries(template.values).filter(([name]) => !open.includes(name)));
    const values = valuesInText(text, filled, rendered.fields);
    const known = machine.latest.current.base!;
    const ofCase = { ...known.ofCase, ...Object.fromEntries(open.map((name) => [name, ''])) };
    machine.send({ type: 'base-known', base: { ...known, values, ofCase } });
  };
}

/** Fields that are filled in, and yet open in words that were kept: those are to be rendered with them. */
const hasFieldsStillOpen = ({ fields }: RenderedTemplate, { text }: Asked) => fieldsStillOpen(text, fields).length > 0;

/** Renders the template of a reply again and keeps the text that the agent has changed. */
export function useTemplateRendering(
  caseId: string,
  machine: SynchronousReducer<TemplateState, TemplateEvent>,
  writing: ComposerContent,
) {
  const { latest, send } = machine;
  const { current, route } = writing;
  const afterFailure = useRenderFailure(machine, writing);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const put = usePutRendering(machine, writing);
  const render = async (change: Change = {}, merging = true): Promise<void> => {
    clearTimeout(timer.current);
    const { request } = send({ type: 'render-started' });
    const { template, text } = current();
    if (!template || !route.kind) return void send({ type: 'render-ended', request });
    const isWanted = (change.language ?? change.number ?? change.restoring) !== undefined;
    const asked = { template, text, base: merging ? latest.current.base : undefined };
    try {
      const { rendered, untouched } = await askFor(renderBody(caseId, writing, change.language ?? template.language), {
        change,
        asked,
      });
      if (request !== latest.current.request) return;
      // A note stands there now; what came back is asked for again with the reply.
      if (current().template?.templateId !== template.templateId) return;
      // Words that were typed meanwhile are not in what came back.
      if (asked.base && current().text !== text) return await render(change, merging);
      put({ rendered, untouched, isWanted }, asked);
      if (!asked.base && hasFieldsStillOpen(rendered, asked)) await render();
    } catch (error) {
      const next = request === latest.current.request ? afterFailure(error, { template, change }) : undefined;
      if (next) await render(next, merging);
    } finally {
      send({ type: 'render-ended', request });
    }
  };

  const now = useRef(render);
  useEffect(() => void (now.current = render));
  return {
    render,
    cancel: () => clearTimeout(timer.current),
    /** Once the fingers rest. */
    renderSoon: () => {
      send({ type: 'render-scheduled' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void now.current(), SETTLING);
    },
  };
}
