import type { InvitationAnswer, MessageEntry } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './invitation-card.module.css';
import type { InvitationStanding } from './invitation-standing.js';

const ANSWERS: readonly InvitationAnswer[] = ['accepted', 'tentative', 'declined'];

function useAnswer(caseId: string, entryId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (status: InvitationAnswer) =>
      call('answerInvitation', { params: { id: caseId, entryId }, body: { status }, idempotencyKey: undefined }),
    onError: (error) => toastFailure(t('case.invitation.answerFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
}

/** What was answered to an invitation, and buttons that answer it, for the address of ours that is invited. */
export function InvitationAnswers({
  entry,
  caseId,
  standing: { answered, replacedBy },
}: {
  entry: MessageEntry;
  caseId: string;
  standing: InvitationStanding;
}) {
  const { t } = useTexts();
  const may = useMay();
  const answer = useAnswer(caseId, entry.id);
  const isOpen = entry.invitation?.attendee && replacedBy === null && may('case.reply');
  if (!isOpen && !answered) return null;
  return (
    <div className={classes.answers}>
      {answered && <p>{t(`case.invitation.${replacedBy === 'cancel' ? 'answeredThen' : 'answered'}.${answered}`)}</p>}
      {isOpen &&
        ANSWERS.filter((status) => status !== answered).map((status) => (
          <Button
            key={status}
            size="compact-sm"
            variant="default"
            disabled={answer.isPending}
            loading={answer.isPending && answer.variables === status}
            onClick={() => answer.mutate(status)}
          >
            {t(`case.invitation.act.${status}`)}
          </Button>
        ))}
    </div>
  );
}
