import type { CaseDetail, CaseLink, CaseLinkKind } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The other case, and what it is to this one. */
type Linked = Pick<CaseLink, 'caseId' | 'reference' | 'kind'>;

/** Returns functions that link a case to another one, and that remove the link again; each is undone by the toast that says it. */
export function useCaseLinks({ id, reference: own, links }: Pick<CaseDetail, 'id' | 'reference' | 'links'>) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const about = (other: Linked) => [`link ${[id, other.caseId].sort().join(' ')}`];
  const refresh = (other: Linked) =>
    Promise.all(
      [id, other.caseId].flatMap((caseId) =>
        (['case', 'timeline'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name, caseId] })),
      ),
    );

  const add = async ({ caseId, kind }: { caseId: string; kind: CaseLinkKind }) =>
    call('linkCase', { params: { id }, body: { caseId, accept: true, kind }, idempotencyKey: undefined });
  const take = async (other: Linked) => call('unlinkCase', { params: { id, otherId: other.caseId } });

  /** Says what was done; undone, it says so in the place of that. */
  const say = (other: Linked, said: string, undo: () => Promise<unknown>) =>
    toast({
      message: said,
      about: about(other),
      undoLabel: t('common.toast.undo'),
      undo: async () => {
        try {
          await undo();
          toast({ message: t('common.toast.undoneThis', { said }), about: about(other) });
        } catch (error) {
          toastFailure(t('case.linked.undoFailed'), problemText(error), { about: about(other) });
        }
        await refresh(other);
      },
    });

  return {
    /** @throws Failure */
    link: async (other: Linked) => {
      const before = links.find(({ caseId, state }) => caseId === other.caseId && state === 'linked');
      await add(other);
      void refresh(other);
      say(other, t(`case.linked.did.${other.kind}`, { own, reference: other.reference }), () =>
        before ? add(before) : take(other),
      );
    },
    unlink: async (other: Linked) => {
      try {
        await take(other);
        say(other, t('case.linked.removed', { own, reference: other.reference }), () => add(other));
      } catch (error) {
        toastFailure(t('case.linked.removeFailed', { reference: other.reference }), problemText(error));
      }
      void refresh(other);
    },
  };
}
