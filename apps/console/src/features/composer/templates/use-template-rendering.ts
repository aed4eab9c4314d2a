import type { Language, RenderedTemplate, RenderTemplate, TemplateUse } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { call } from '../../../shared/api/client.js';
import { useReasonText } from '../../../shared/i18n/use-problem-text.js';
import type { SynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import { valueFaults } from '../../../shared/templates/value-faults.js';
import type { ComposerContent } from '../use-composer-content.js';
import { keepFormatting } from '../editor/keep-formatting.js';
import { fieldsStillOpen, valuesInText } from './fields-to-ask.js';
import { mergeAttachments } from './template-attachments-and-untouched-text.js';
import type { Base, TemplateEvent, TemplateState } from './template-reducer.js';

/** From the last key in a field to the rendering. Milliseconds. */
const SETTLING = 250;

/** `restoring`: the field whose passages are to be those of the template again. */
type Change = { language?: Language; number?: number; restoring?: string };

/** What was in the composer when the rendering was asked for. */
interface Asked {
  template: TemplateUse;
  text: string;
  /** Undefined: the words stay as they are. */
  base: Base | undefined;
}

export const versionOf = ({ number, language, replyPageId }: RenderedTemplate) => ({ number, language, replyPageId });

/** How a template is rendered for the case and the reply route of the moment. */
export function renderBody(caseId: string, { route }: ComposerContent, language: Language | undefined): RenderTemplate {
  const { channelAccountId } = route.envelope;
  return {
    caseId,
    channelKind: route.kind!,
    ...(channelAccountId && { channelAccountId }),
    ...(language && { language }),
    values: {},
  };
}

/** The same with what the agent has filled in, and with what they have changed in the words. */
function bodyOfChange(body: RenderTemplate, change: Change, { template, text, base }: Asked): RenderTemplate {
  return {
    ...body,
    // Another language has versions of its own.
    ...(change.language ? {} : { number: change.number ?? template.number }),
    values: template.values,
    ...(template.replyPageId && { replyPageId: template.replyPageId }),
    ...(base && {
      edited: {
        channelKind: base.channelKind,
        values: { ...base.ofCase, ...base.values },
        text,
        ...(change.restoring && { restoring: change.restoring }),
      },
      previous: { language: base.language, number: base.number },
    }),
  };
}

/** Asks for a rendering; in another language than before, also for what the template alone says there, to know what the agent has written. */
async function askFor(body: RenderTemplate, { change, asked }: { change: Change; asked: Asked }) {
  const { templateId: id } = asked.template;
  const ask = (wanted: Asked) =>
    call('renderTemplate', { params: { id }, body: bodyOfChange(body, change, wanted), idempotencyKey: undefined });
  const isOther = asked.base && change.language !== undefined && change.language !== asked.base.language;
  const [rendered, untouched] = await Promise.all([
    ask(asked),
    isOther ? ask({ ...asked, base: undefined }) : undefined,
  ]);
  return { rendered, untouched };
}

/** How the words of the composer are rendered as they stand now; undefined: they are those of no rendering that is known. */
export function bodyOfWords(
  caseId: string,
  writing: ComposerContent,
  base: Base | undefined,
): RenderTemplate | undefined {
  const { template } = writing.content;
  if (!template || !base || !writing.route.kind) return undefined;
  return bodyOfChange(renderBody(caseId, writing, template.language), {}, { ...writing.content, template, base });
}

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
  { edit }: ComposerContent,
) {
  const reasonText = useReasonText();
  /** Returns whether the rendering is to be tried again without the values that do not fit. */
  return (error: unknown, template: TemplateUse): boolean => {
    const faults = valueFaults(error);
    if (latest.current.base || faults.length === 0) {
      const wrong = faults.map(({ name, reason, data, message }): [name: string, text: string] => [
        name,
        reason ? reasonText(reason, data) : message,
      ]);
      send({ type: 'render-failed', wrong: Object.fromEntries(wrong), failure: faults.length ? undefined : error });
      return false;
    }
    // A draft has come back with them: there is no field yet to mend them in, so they are asked for anew.
    const fitting = Object.entries(template.values).filter(([name]) => !faults.some((fault) => fault.name === name));
    edit({ template: { ...template, values: Object.fromEntries(fitting) } });
    return true;
  };
}

/** Where only values have changed, what the agent has formatted stays so. */
const htmlToPut = ({ html, channelKind, language, number }: RenderedTemplate, base: Base, before: string | null) =>
  base.channelKind === channelKind && base.language === language && base.number === number
    ? keepFormatting(before, html)
    : html;

/** Puts a rendering into the composer. Words that were kept stay, and what is to be filled into them is noted. */
function usePutRendering(machine: SynchronousReducer<TemplateState, TemplateEvent>, writing: ComposerContent) {
  const accept = useAcceptRendering(machine, writing);
  const { current, edit, replace } = writing;
  return (rendered: RenderedTemplate, asked: Asked) => {
    const { template, text, base } = asked;
    const placed: TemplateUse = { ...template, ...versionOf(rendered), values: current().template!.values };
    accept(rendered, { type: 'rendered', values: template.values });
    if (base) {
      // The words are as they were, but some may have been formatted meanwhile, and files attached.
      const { html, attachments } = current();
      const files = base.files ? mergeAttachments(attachments, base.files, rendered.attachments) : attachments;
      const formatted = htmlToPut(rendered, base, html);
      return replace({ text: rendered.text, html: formatted, attachments: files, template: placed });
    }
    if (!template.replyPageId) edit({ template: placed });
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
  const retriesWithout = useRenderFailure(machine, writing);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const put = usePutRendering(machine, writing);
  const render = async (change: Change = {}, merging = true): Promise<void> => {
    clearTimeout(timer.current);
    const { request } = send({ type: 'render-started' });
    const { template, text } = current();
    if (!template || !route.kind) return void send({ type: 'render-ended', request });
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
      put(rendered, asked);
      const { text: renewed } = rendered;
      if (untouched)
        send({ type: 'language-changed', text: renewed, untouched: untouched.text, from: asked.base!.language });
      if (!asked.base && hasFieldsStillOpen(rendered, asked)) await render();
    } catch (error) {
      if (request === latest.current.request && retriesWithout(error, template)) await render(change, merging);
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
