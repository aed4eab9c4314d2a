import type { Citizen, CitizenSummary, FoundCitizen } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { citizenFileQuery } from '../../shared/api/queries.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { fileFacts } from './distinguishing-text.js';
import { addressesToConfirm, whoStays } from './doubt-of-handle.js';
import { DoubtedAddressWarning } from './doubted-address-warning.js';
import { PersonFinder } from './person-finder.js';
import { PersonsToMerge } from './persons-to-merge.js';
import { usePersonActions, useRefreshPersons } from './use-person-actions.js';

interface Props {
  person: Citizen;
  /** Whom to merge with the person, where that is known already. */
  other?: CitizenSummary;
  reason?: string;
  /** What is done next, where this is a step on the way to it. */
  onMerged?: (merged: CitizenSummary) => void;
  onClose: () => void;
}

/** Who becomes part of whom: into the one who is known better, unless the agent turns it round. Undefined while the other one is not known. */
function useDirection(person: Citizen, otherId: string | undefined) {
  const { data: other, error } = useQuery({ ...citizenFileQuery(otherId ?? ''), enabled: otherId !== undefined });
  const [isSwapped, setSwapped] = useState(false);
  const swap = () => setSwapped((before) => !before);
  if (!other) return { error, swap };
  const stays = whoStays(person, other);
  const [from, into] = (stays === person) === isSwapped ? [person, other] : [other, person];
  return { error, swap, from, into };
}

const isIntoUnproved = (error: unknown) =>
  isFailure(error, 'conflict') && error.problem.reason === 'into-unproved-person';

interface Sent {
  from: Citizen;
  into: Citizen;
  reason: string;
  confirmed: boolean;
}

/** What is confirmed of the addresses of both, in one direction: it says nothing of another person, nor the other way round. */
function useConfirmation({ from, into }: ReturnType<typeof useDirection>, refused: Sent | undefined) {
  const [confirmed, setConfirmed] = useState<string>();
  const direction = from && `${from.id} ${into.id}`;
  const addresses = from ? addressesToConfirm({ from, into }, refused) : [];
  const isConfirmed = addresses.length > 0 && confirmed === direction;
  return {
    addresses,
    isConfirmed,
    isMissing: addresses.length > 0 && !isConfirmed,
    confirm: (is: boolean) => setConfirmed(is ? direction : undefined),
  };
}

/** Merges two persons, and offers to undo it. */
function useMerge(person: Citizen, { onMerged, onClose }: Pick<Props, 'onMerged' | 'onClose'>) {
  const { t } = useTexts();
  const refresh = useRefreshPersons();
  const { unmerge } = usePersonActions(person.id);
  const [attempt] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ from, into, reason, confirmed }: Sent) =>
      call('mergeCitizen', {
        params: { id: from.id },
        body: { intoId: into.id, reason: reason.trim(), ...(confirmed && { confirmed: true as const }) },
        idempotencyKey: attempt,
      }),
    onSuccess: (merged, { from, into }) => {
      onClose();
      const made = merged.merges.find(({ citizen, undoneAt }) => citizen.id === from.id && !undoneAt);
      toast({
        message: t('people.merged', { name: displayName(from.name), into: displayName(into.name) }),
        ...(made && { undoLabel: t('common.toast.undo'), undo: () => unmerge.mutate(made.id) }),
      });
      onMerged?.({ id: merged.id, name: merged.name });
    },
    onSettled: () => void refresh(),
  });
}

/** Merges two persons; the agent gives a reason and can undo it. */
export function MergePersonDialog({ person, other: proposed, reason: why = '', ...next }: Props) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<FoundCitizen>();
  const other: CitizenSummary | undefined = proposed ?? chosen;
  const direction = useDirection(person, other?.id);
  const { from, into, swap, error } = direction;
  const [reason, setReason] = useState(why);
  const merge = useMerge(person, next);
  // What was refused, and is confirmed since, stays to be confirmed while it is sent once more.
  const isRefused = isIntoUnproved(merge.error) || merge.variables?.confirmed === true;
  const doubt = useConfirmation(direction, isRefused ? merge.variables : undefined);
  const isReady = from !== undefined && reason.trim() !== '' && !doubt.isMissing;
  const turnRound = () => {
    doubt.confirm(false);
    swap();
  };

  return (
    <FormDialog
      size={640}
      title={t('people.mergeTitle')}
      error={merge.error ?? error}
      submit={next.onMerged ? t('people.mergeThenCases') : t('people.mergeDo')}
      pending={merge.isPending}
      disabled={!isReady}
      onSubmit={() => from && merge.mutate({ from, into, reason, confirmed: doubt.isConfirmed })}
      onClose={next.onClose}
    >
      {!proposed && <PersonFinder without={person.id} chosen={chosen} onChoose={setChosen} />}
      {other && !from && !error && <Skeleton height={44} />}
      {from && <PersonsToMerge from={fileFacts(from)} into={fileFacts(into)} onSwap={turnRound} />}
      <Text size="sm" c="var(--g-text-2)">
        {t('people.mergeWhat')}
      </Text>
      {from && doubt.addresses.length > 0 && (
        <DoubtedAddressWarning
          addresses={doubt.addresses}
          name={displayName(into.name)}
          isConfirmed={doubt.isConfirmed}
          onConfirm={doubt.confirm}
        />
      )}
      <TextInput
        data-autofocus={proposed ? true : undefined}
        required
        label={t('people.reason')}
        description={t('people.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
