import { FormDialog, Hint, PageSection } from '@guichet/ui';
import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetAnonymity } from '@guichet/contracts';
import { call } from '../../../shared/api/client.js';
import { signaturesQuery } from '../../../shared/api/signature-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AnonymityList } from './anonymity-list.js';

type Subject = { teamId: string; agentId?: never } | { agentId: string; teamId?: never };

function useSetAnonymity(of: Subject, onDone: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetAnonymity) =>
      of.teamId
        ? call('setTeamAnonymity', { params: { id: of.teamId }, body })
        : call('setAgentAnonymity', { params: { id: of.agentId ?? '' }, body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['signatures'] });
      onDone();
      toast({ message: t('common.saved') });
    },
  });
}

/** Whether an agent, or whoever replies for a team, is named to citizens; since when not, why, and who has said so. */
export function AnonymitySection({ of, name }: { of: Subject; name: string }) {
  const { t } = useTexts();
  const { data } = useQuery(signaturesQuery);
  const [isAsking, setAsking] = useState(false);
  const problemText = useProblemText();
  const end = useSetAnonymity(of, () => {});
  const kind = of.teamId ? 'team' : 'agent';
  if (!data) return <Skeleton height={120} />;
  // Who is of no team that one manages is not for one to hide.
  const isManaged = of.teamId
    ? data.teams.some(({ id }) => id === of.teamId)
    : data.agents.some(({ id }) => id === of.agentId);
  if (!isManaged) return null;
  const own = data.anonymities.filter(({ teamId, agentId }) =>
    of.teamId ? teamId === of.teamId : agentId === of.agentId,
  );
  const isAnonymous = own.some(({ endedAt }) => endedAt === null);
  const number = data.agents.find(({ id }) => id === of.agentId)?.number;
  return (
    <PageSection>
      <h2>{t(of.agentId ? 'signatureBlocks.anonymous.titleOfAgent' : 'signatureBlocks.anonymous.title')}</h2>
      <Hint>
        {t(`signatureBlocks.anonymous.of.${kind}`)}
        {number !== undefined && ` ${t('signatureBlocks.anonymous.number', { number })}`}
      </Hint>
      {own.length > 0 && <AnonymityList anonymities={own} />}
      {isAnonymous ? (
        <Button
          mt="sm"
          variant="default"
          loading={end.isPending}
          onClick={() =>
            end.mutate(
              { reason: null },
              { onError: (error) => toastFailure(t('signatureBlocks.anonymous.notSaved'), problemText(error)) },
            )
          }
        >
          {t('signatureBlocks.anonymous.end')}
        </Button>
      ) : (
        <Button mt="sm" variant="default" onClick={() => setAsking(true)}>
          {t('signatureBlocks.anonymous.begin')}
        </Button>
      )}
      {isAsking && <ReasonDialog of={of} name={name} onClose={() => setAsking(false)} />}
    </PageSection>
  );
}

function ReasonDialog({ of, name, onClose }: { of: Subject; name: string; onClose: () => void }) {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const begin = useSetAnonymity(of, onClose);
  return (
    <FormDialog
      title={t('signatureBlocks.anonymous.dialog', { name })}
      error={begin.error}
      submit={t('signatureBlocks.anonymous.begin')}
      pending={begin.isPending}
      disabled={reason.trim() === ''}
      onSubmit={() => begin.mutate({ reason })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('signatureBlocks.anonymous.effect')}</p>
      <Textarea
        data-autofocus
        label={t('signatureBlocks.anonymous.reason')}
        description={t('signatureBlocks.anonymous.reasonHint')}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
