import type {
  ChannelKind,
  Language,
  RenderedTemplate,
  RenderTemplate,
  TemplateChoice,
  TemplateUse,
} from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { renderingQuery } from '../api/queries.js';
import { useProblemText, useReasonText } from '../i18n/problem-text.js';
import { toast, toastFailure } from '../shell/toast.js';
import { asked, inserted, isUntouched, missing, notYetSaid, withFiles } from './placing.js';
import { restore, type Content } from './restore.js';
import type { Writing } from './use-writing.js';

/** From what the words in the composer were made: what the agent changed is told from it. */
interface Base {
  channelKind: ChannelKind;
  language: Language;
  number: number;
  values: TemplateUse['values'];
  /** Null: nobody knows which files came with it. */
  files: RenderedTemplate['attachments'] | null;
}

const settling = 250;
const none: Readonly<Record<string, string>> = {};

/** The template that an answer is made from: put in, filled in, and rendered anew for another way or language. */
export function useTemplate(caseId: string, { content, latest, way, edit, replace, settle }: Writing) {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const problemText = useProblemText();
  const reasonText = useReasonText();
  const { kind, option, envelope } = way;
  const { channelId } = envelope;
  const use = content.mode === 'reply' ? content.template : undefined;

  const [made, setMade] = useState<{ rendered: RenderedTemplate; channelId: string | undefined }>();
  // What is asked next builds on what came last, whether or not that is painted yet.
  const last = useRef<Base>(undefined);
  const [pending, setPending] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState(none);
  /** Counts what was put in, so that the caret goes there once. */
  const [placed, setPlaced] = useState(0);
  const askedFor = useRef(new Set<string>());
  const turn = useRef(0);
  const chosen = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const rendered = made?.rendered.templateId === use?.templateId ? made?.rendered : undefined;
  const bodyOf = (language: Language | undefined): RenderTemplate => ({
    caseId,
    channelKind: kind!,
    ...(channelId && { channelId }),
    ...(language && { language }),
    values: {},
  });

  const take = (next: RenderedTemplate, values: TemplateUse['values']) => {
    setMade({ rendered: next, channelId });
    last.current = { ...versionOf(next), channelKind: next.channelKind, values, files: next.attachments };
    setFailure(undefined);
    setWrong(none);
    for (const name of Object.keys(values)) askedFor.current.add(name);
    for (const { name } of asked(next.fields, askedFor.current)) askedFor.current.add(name);
    const labels = new Set([...(latest.current.labels ?? []), ...next.fields.map(({ label }) => label)]);
    settle({ labels: [...labels] });
    if (option?.state === 'template' && next.providerTemplate) way.fill(next.providerTemplate);
  };
  const fail = (error: unknown) => {
    const fields = faultsIn(error);
    setWrong(
      Object.fromEntries(
        fields.map(({ name, reason, data, message }) => [name, reason ? reasonText(reason, data) : message]),
      ),
    );
    setFailure(fields.length ? undefined : error);
  };

  /** Asks how it reads now. What was changed of it by hand is kept; not `merging`, the words stay as they are. */
  const ask = async (change: { language?: Language; number?: number } = {}, merging = true): Promise<void> => {
    clearTimeout(timer.current);
    const own = ++turn.current;
    const { template, text, attachments } = latest.current;
    if (!template || !kind) return setPending(false);
    setPending(true);
    const base = merging ? last.current : undefined;
    try {
      const next = await post<RenderedTemplate>(
        `/templates/${template.templateId}/render`,
        {
          ...bodyOf(change.language ?? template.language),
          // Another language has versions of its own.
          ...(change.language ? {} : { number: change.number ?? template.number }),
          values: template.values,
          ...(template.answerId && { answerId: template.answerId }),
          ...(base && {
            edited: { channelKind: base.channelKind, values: base.values, text },
            previous: { language: base.language, number: base.number },
          }),
        } satisfies RenderTemplate,
        { idempotencyKey: undefined },
      );
      if (own !== turn.current) return;
      // A note stands there now; what came back is asked for again with the answer.
      if (latest.current.template?.templateId !== template.templateId) return;
      // Words typed meanwhile are not in what came back.
      if (base && latest.current.text !== text) return await ask(change, merging);
      const placedAs: TemplateUse = { ...template, ...versionOf(next), values: latest.current.template.values };
      take(next, template.values);
      if (base)
        replace({
          text: next.text,
          html: next.html,
          attachments: base.files ? withFiles(attachments, base.files, next.attachments) : attachments,
          template: placedAs,
        });
      else if (!template.answerId) edit({ template: placedAs });
      const open = base ? [] : notYetSaid(text, next.fields);
      if (open.length > 0) {
        const said = Object.entries(template.values).filter(([name]) => !open.includes(name));
        last.current = { ...last.current!, values: Object.fromEntries(said) };
        await ask();
      }
    } catch (error) {
      if (own !== turn.current) return;
      const faults = faultsIn(error).map(({ name }) => name);
      if (last.current || faults.length === 0) return fail(error);
      // A draft has come back with them: there is no field yet to mend them in, so they are asked for anew.
      const fitting = Object.entries(template.values).filter(([name]) => !faults.includes(name));
      edit({ template: { ...template, values: Object.fromEntries(fitting) } });
      await ask(change, merging);
    } finally {
      if (own === turn.current) setPending(false);
    }
  };

  const askNow = useRef(ask);
  useEffect(() => void (askNow.current = ask));

  const resuming = useRef(false);
  /** A message that was taken back stands there: its words are told from what it said when it left. */
  const resume = async ({ channelKind, values }: NonNullable<Content['takenBack']>, template: TemplateUse) => {
    resuming.current = true;
    const { language, number } = template;
    last.current = { channelKind, language, number, values, files: null };
    edit({ takenBack: undefined });
    await ask();
    resuming.current = false;
  };

  // Another way, or a draft that has come back with its template.
  const templateId = use?.templateId;
  useEffect(() => {
    if (!templateId || !kind || resuming.current) return;
    const { template, takenBack } = latest.current;
    if (takenBack && template) void resume(takenBack, template);
    else if (!rendered) void ask({}, false);
    // Filled in, and put aside for a note before it was said.
    else if (template && !sameValues(template.values, last.current?.values)) void ask();
    else if (rendered.channelKind !== kind || (made?.channelId !== channelId && option?.state === 'template'))
      void ask();
    // `ask` reads what is there now.
  }, [templateId, kind, channelId, option?.state, rendered === undefined, content.takenBack]);

  const choose = async (choice: TemplateChoice) => {
    if (!kind) return false;
    const query = renderingQuery(choice.id, bodyOf(choice.language));
    const own = ++chosen.current;
    setChoosing(true);
    try {
      const next = await queryClient.fetchQuery(query);
      if (own !== chosen.current) return false;
      // Its page is for this answer only.
      queryClient.removeQueries({ queryKey: query.queryKey, exact: true });
      turn.current++;
      clearTimeout(timer.current);
      setPending(false);
      setSkipped(new Set());
      askedFor.current = new Set();
      const { current } = latest;
      // Where the words of another stay, so do its files.
      const alone = isUntouched(current, rendered);
      const before = alone ? { text: '', html: null } : current;
      const template: TemplateUse = { templateId: next.templateId, ...versionOf(next), values: {} };
      const files = withFiles(current.attachments, (alone && rendered?.attachments) || [], next.attachments);
      take(next, {});
      replace({ ...inserted(before, next), attachments: files, template }, missing(next, none).length === 0);
      setPlaced((count) => count + 1);
      return true;
    } catch (error) {
      if (own === chosen.current) toastFailure(t('templates.notInserted'), problemText(error));
      return false;
    } finally {
      if (own === chosen.current) setChoosing(false);
    }
  };

  const values = use?.values ?? none;
  return {
    use,
    rendered,
    values,
    pending: pending || choosing,
    failure: use ? failure : undefined,
    wrong,
    placed,
    skipped,
    fields: rendered ? asked(rendered.fields, askedFor.current) : [],
    missing: rendered ? missing(rendered, values, wrong) : [],
    /** How it is asked for before it is chosen. */
    bodyOf,
    choose,
    /** What was chosen and is on its way is not wanted any more. */
    giveUp: () => {
      chosen.current++;
      setChoosing(false);
    },
    retry: () => void ask({}, last.current !== undefined),
    speak: (language: Language) => void ask({ language }),
    useVersion: (number: number) => void ask({ number }),
    fill: (name: string, value: string) => {
      if (!use) return;
      edit({ template: { ...use, values: { ...latest.current.template?.values, [name]: value } } });
      setPending(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void askNow.current(), settling);
    },
    /** Its words and its files go with it, and come back with it, unless it can no longer be sent. */
    remove: () => {
      const before = latest.current;
      turn.current++;
      clearTimeout(timer.current);
      setPending(false);
      setFailure(undefined);
      setMade(undefined);
      last.current = undefined;
      const attachments = withFiles(before.attachments, rendered?.attachments ?? [], []);
      replace({ text: '', html: null, attachments, template: undefined, takenBack: undefined }, true);
      toast({
        message: t('templates.removed'),
        ...(rendered?.state !== 'withdrawn' && { undoLabel: t('toast.undo'), undo: () => restore(caseId, before) }),
      });
    },
    skip: (key: string) => setSkipped((before) => new Set([...before, key])),
  };
}

const sameValues = (one: TemplateUse['values'], other: TemplateUse['values'] = none) =>
  [...Object.keys(one), ...Object.keys(other)].every((name) => (one[name] ?? '') === (other[name] ?? ''));

/** What was filled in and does not fit. */
const faultsIn = (error: unknown) =>
  (isFailure(error) ? (error.problem.errors ?? []) : [])
    .filter(({ path }) => path.startsWith('values.'))
    .map((fault) => ({ ...fault, name: fault.path.slice('values.'.length) }));

const versionOf = ({ number, language, answerId }: RenderedTemplate) => ({ number, language, answerId });

export type Template = ReturnType<typeof useTemplate>;
