import type { DiscardEnvelope, QuarantinedEnvelope } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { toast, toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

type Items = readonly QuarantinedEnvelope[];

/** What becomes of some envelopes: each is decided by a request of its own, the oldest first, so that their cases come in order. */
function useEach() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();

  return async <Result>(items: Items, decide: (id: string) => Promise<Result>) => {
    const done: { item: QuarantinedEnvelope; result: Result }[] = [];
    const failed: string[] = [];
    for (const item of items.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      await decide(item.id).then(
        (result) => void done.push({ item, result }),
        (error: unknown) =>
          void failed.push(
            t('common.labelled', { label: item.subject || t('common.noSubject'), value: problemText(error) }),
          ),
      );
    for (const name of ['counts', 'cases', 'board'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
    await queryClient.invalidateQueries({ queryKey: ['quarantine'] });
    if (failed.length > 0)
      toastFailure(t('common.toast.failed', { count: failed.length, total: items.length }), failed.join('\n'));
    return done;
  };
}

/** Decides on one envelope or many, says what became of them, and takes back what can be. */
export function useQuarantineDecisions() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const each = useEach();
  const [isPending, setPending] = useState(false);
  const [replayed, setReplayed] = useState<readonly string[]>([]);
  const during = async (work: () => Promise<void>) => {
    setPending(true);
    await work().finally(() => setPending(false));
  };
  const linkTo = (caseId: string) => ({
    label: t('quarantine.showCase'),
    run: () => void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId } }),
  });

  return {
    isPending,
    /** Those that were tried again and have not come back yet: whoever finds them in quarantine knows that they have failed again. */
    replayed,
    forgetReplayed: (ids: readonly string[]) => setReplayed((before) => before.filter((id) => !ids.includes(id))),
    open: (items: Items) =>
      during(async () => {
        const done = await each(items, (id) => call('openEnvelope', { params: { id } }));
        const [first] = done;
        if (!first) return;
        const { caseId, reference } = first.result;
        toast({
          message: t('quarantine.opened', { count: done.length, reference }),
          ...(done.length === 1 && { link: linkTo(caseId) }),
        });
      }),
    attach: (items: Items, into: { id: string; reference: string }) =>
      during(async () => {
        const done = await each(items, (id) => call('attachEnvelope', { params: { id }, body: { caseId: into.id } }));
        if (done.length === 0) return;
        const { reference } = into;
        toast({ message: t('quarantine.attached', { count: done.length, reference }), link: linkTo(into.id) });
      }),
    discard: (items: Items, body: DiscardEnvelope) =>
      during(async () => {
        const done = await each(items, (id) => call('discardEnvelope', { params: { id }, body }));
        if (done.length === 0) return;
        const discarded = done.map(({ item }) => item);
        toast({
          message: t('quarantine.discarded', { count: done.length }),
          undoLabel: t('common.toast.undo'),
          undo: async () => void (await each(discarded, (id) => call('restoreEnvelope', { params: { id } }))),
        });
      }),
    restore: (items: Items) =>
      during(async () => {
        const done = await each(items, (id) => call('restoreEnvelope', { params: { id } }));
        if (done.length > 0) toast({ message: t('quarantine.restored', { count: done.length }) });
      }),
    replay: (items: Items) =>
      during(async () => {
        const done = await each(items, (id) => call('replayEnvelope', { params: { id } }));
        if (done.length === 0) return;
        setReplayed((before) => [...before, ...done.map(({ item }) => item.id)]);
        toast({ message: t('quarantine.replayed', { count: done.length }) });
      }),
  };
}

export type QuarantineDecisions = ReturnType<typeof useQuarantineDecisions>;
