import type { BlockedSender, Handle } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { blockedInCaseQuery } from '../../../shared/api/queries.js';
import { useSharedQuery } from '../../../shared/api/use-shared-query.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';

/** Whether a sender can be blocked: they have an address that others cannot have. */
export const isBlockable = (from: Handle | null): from is Handle => from?.type === 'email' || from?.type === 'phone';

const isOf = ({ kind, value }: BlockedSender, address: string) =>
  kind === 'address' ? address === value : `.${address.slice(address.lastIndexOf('@') + 1)}`.endsWith(`.${value}`);

/** By what the sender of a message in a case is blocked; undefined where they are not. */
export function useBlockedSender(caseId: string, from: Handle | null): BlockedSender | undefined {
  const may = useMay();
  const enabled = may('sender.block') && isBlockable(from);
  const blocked = useSharedQuery(blockedInCaseQuery(caseId), { enabled });
  return enabled ? blocked?.find((one) => isOf(one, from.value)) : undefined;
}

/** Names the block of a sender, as what a toast is about. */
export const blockOf = (value: string): string => `block ${value}`;

/** Takes a sender off the block list, from a case; one click blocks them again. */
export function useUnblock(caseId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const settle = () => void queryClient.invalidateQueries({ queryKey: ['blocked-senders'] });
  const again = ({ value, reason, note }: BlockedSender) =>
    call('blockSender', { body: { value, reason, note, caseId }, idempotencyKey: undefined }).then(settle, (error) =>
      toastFailure(value, problemText(error)),
    );
  return useMutation({
    mutationFn: ({ id }: BlockedSender) =>
      call('unblockSender', { params: { id }, body: { caseId }, idempotencyKey: undefined }),
    onSuccess: (_, blocked) =>
      toast({
        message: t('settings.block.unblocked', { value: blocked.value }),
        undoLabel: t('common.toast.undo'),
        undo: () => again(blocked),
        about: [blockOf(blocked.value)],
      }),
    onError: (error, { value }) => toastFailure(t('case.block.notUndone', { value }), problemText(error)),
    onSettled: settle,
  });
}
