import type {
  Language,
  SaveTemplateDraft,
  TemplateContent,
  TemplateFinding,
  TemplateVersion,
} from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, callWithEtag } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { versionsQuery } from '../../../shared/api/template-queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useFlush, useStoreVersion, useCurrentTemplate, useCurrentVersion } from './template-screen-context.js';

/** Begins a draft of the current language from a content. */
export function useBeginDraft() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const keep = useStoreVersion();
  const { template, language } = useCurrentTemplate();
  return useMutation({
    mutationFn: async (content: TemplateContent) => {
      const body: SaveTemplateDraft = { content, revision: null };
      return (await callWithEtag('saveTemplateDraft', { params: { id: template.id, language }, body })).data;
    },
    onSuccess: (draft) => keep(draft),
    onError: (error) => toastFailure(t('templates.action.failed'), problemText(error)),
  });
}

/** Returns a function that says which languages of a template are in use no more, as they do not say what its source says now. */
function useRetiredText() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return ({ templateId, language }: TemplateVersion, before: readonly TemplateVersion[]): string | undefined => {
    const now = queryClient.getQueryData(versionsQuery(templateId).queryKey) ?? [];
    const wasInUse = before.filter((one) => one.language !== language && one.state === 'approved');
    const retired = wasInUse.find(({ id }) => now.some((one) => one.id === id && one.state === 'replaced'));
    return retired && t('templates.action.retired', { language: t(`templates.in.${retired.language}`) });
  };
}

/** Returns a function that says which language of a template is in use by an approval, and which one still waits. */
function useApprovedText() {
  const { t } = useTexts();
  return ({ number, language }: TemplateVersion, versions: readonly TemplateVersion[]): string => {
    const approved = t('templates.action.approved', { language: t(`templates.language.${language}`), number });
    const waiting = versions.find((one) => one.language !== language && one.state === 'review');
    if (!waiting) return approved;
    return `${approved}. ${t('templates.action.stillWaits', { language: t(`templates.in.${waiting.language}`) })}`;
  };
}

interface StepOptions {
  remark?: string;
  sameMeaning?: string[] | undefined;
  /** The version of the other language that is approved with it. */
  other?: TemplateVersion | undefined;
}

const STEPS = { submit: 'submitVersion', return: 'returnVersion', approve: 'approveVersion' } as const;

/** Returns functions that submit a version, approve it, or return it to its author. */
export function useVersionSteps(version: TemplateVersion) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const keep = useStoreVersion();
  const flush = useFlush();
  const begin = useBeginDraft();
  const { template, versions = [] } = useCurrentVersion();
  const approvedText = useApprovedText();
  const retiredText = useRetiredText();
  const step = (name: 'submit' | 'return' | 'approve', { remark, sameMeaning, other }: StepOptions = {}) =>
    call(STEPS[name], {
      params: { id: version.templateId, number: version.number },
      body: {
        language: version.language,
        // What was read is what is approved.
        ...(name === 'approve' && { revision: version.revision }),
        ...(remark && { remark }),
        ...(sameMeaning && { sameMeaning }),
        ...(other && { other: { language: other.language, number: other.number, revision: other.revision } }),
      },
    });

  /** Said before the other is sent, so that it is known where that fails; what says both takes its place. */
  const sayIsSubmitted = (language: Language, areBoth: boolean) => {
    const about = [`submission of ${template.id}`];
    if (template.scope === 'mine') toast({ message: t('templates.scope.used') });
    else if (areBoth) toast({ message: t('templates.action.submittedBoth'), about });
    else toast({ message: t('templates.action.submittedIn', { language: t(`templates.in.${language}`) }), about });
  };
  const submit = useMutation({
    /** `other`: the draft of the other language, which is submitted with it. */
    mutationFn: async (other?: TemplateVersion) => {
      await flush.current?.();
      // The source first: its translation is submitted as one of the version that waits for approval with it.
      const isSource = (one: TemplateVersion) => Number(one.language === template.sourceLanguage);
      const both = [version, ...(other ? [other] : [])].toSorted((a, b) => isSource(b) - isSource(a));
      for (const [index, { id, templateId, language, number, revision }] of both.entries()) {
        // Of the other one, what was asked about is what is submitted.
        const body = { language, ...(id === other?.id && { revision }) };
        await keep(await call('submitVersion', { params: { id: templateId, number }, body }));
        sayIsSubmitted(language, index > 0);
      }
    },
    onError: (error) => {
      const errors = findingsOf(error, REFUSED)?.findings.filter(({ severity }) => severity === 'error');
      if (errors) toastFailure(t('templates.scope.useTitle'), t('templates.finding.errors', { count: errors.length }));
      else toastFailure(t('templates.action.failed'), problemText(error));
    },
  });
  const approve = useMutation({
    /** `other`: the version of the other language, which is approved with it. */
    mutationFn: async ({ sameMeaning, other }: { sameMeaning?: string[]; other?: TemplateVersion | undefined }) => {
      const saved = await step('approve', { sameMeaning, other });
      await keep(saved);
      const about = [`approval of ${template.id}`];
      if (other) return toast({ message: t('templates.action.approvedBoth'), about });
      const retired = retiredText(saved, versions);
      if (retired) toastFailure(approvedText(saved, versions), retired);
      else toast({ message: approvedText(saved, versions), about });
    },
    onError: (error) => {
      if (!findingsOf(error, REFUSED) && !findingsOf(error, UNCONFIRMED))
        toastFailure(t('templates.action.failed'), problemText(error));
    },
  });
  const sendBack = useMutation({
    mutationFn: (remark: string) => step('return', { remark }),
    onSuccess: async (saved) => {
      await keep(saved);
      toast({ message: t('templates.action.returned', { language: t(`templates.in.${saved.language}`) }) });
    },
  });
  const takeBack = useMutation({
    mutationFn: () => step('return'),
    onSuccess: async (saved) => {
      await keep(saved);
      toast({ message: t('templates.action.tookBack') });
    },
    onError: (error) => toastFailure(t('templates.action.failed'), problemText(error)),
  });
  return {
    ...{ begin, submit, approve, sendBack, takeBack },
    refused: findingsOf(approve.error, REFUSED),
    unconfirmed: findingsOf(approve.error, UNCONFIRMED),
  };
}

const REFUSED = 'template-not-approvable';
const UNCONFIRMED = 'meaning-unconfirmed';

/** Findings, and the language of which they are. */
export interface FindingsOfLanguage {
  language: Language;
  findings: TemplateFinding[];
}

/** Returns the findings for which the server did not approve a version, or one of two. */
function findingsOf(error: unknown, reason: string): FindingsOfLanguage | undefined {
  if (!isFailure(error) || error.problem.reason !== reason) return undefined;
  return error.problem.data as unknown as FindingsOfLanguage;
}
