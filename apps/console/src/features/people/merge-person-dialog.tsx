import type { Citizen, CitizenSummary, FoundCitizen } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { fileFacts, type DistinguishedPerson } from './distinguishing-text.js';
import { FoundPerson } from './found-person.js';
import { PersonFinder } from './person-finder.js';
import classes from './person-panel.module.css';
import { usePersonActions, useRefreshPersons } from './use-person-actions.js';

interface Props {
  /** Who stays. */
  person: Citizen;
  /** Who becomes part of them, where that is known already. */
  other?: CitizenSummary & DistinguishedPerson;
  reason?: string;
  onClose: () => void;
}

/** Merges two persons; the agent gives a reason and can undo it. */
export function MergePersonDialog({ person, other: proposed, reason: why = '', onClose }: Props) {
  const { t } = useTranslation();
  const refresh = useRefreshPersons();
  const { unmerge } = usePersonActions(person.id);
  const [attempt] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<FoundCitizen>();
  const other: Props['other'] = proposed ?? chosen;
  const [reason, setReason] = useState(why);
  const merge = useMutation({
    mutationFn: (from: CitizenSummary) =>
      call('mergeCitizen', {
        params: { id: from.id },
        body: { intoId: person.id, reason: reason.trim() },
        idempotencyKey: attempt,
      }),
    onSuccess: (merged, from) => {
      onClose();
      const made = merged.merges.find(({ citizen, undoneAt }) => citizen.id === from.id && !undoneAt);
      toast({
        message: t('people.merged', { name: displayName(from.name), into: displayName(person.name) }),
        ...(made && { undoLabel: t('common.toast.undo'), undo: () => unmerge.mutate(made.id) }),
      });
    },
    onSettled: () => void refresh(),
  });

  return (
    <FormDialog
      title={t('people.mergeTitle')}
      error={merge.error}
      submit={t('people.mergeDo')}
      pending={merge.isPending}
      disabled={!other || !reason.trim()}
      onSubmit={() => merge.mutate(other!)}
      onClose={onClose}
    >
      {!proposed && <PersonFinder without={person.id} chosen={chosen} onChoose={setChosen} />}
      {other && (
        <div className={classes.merging}>
          <FoundPerson person={other} size={28} />
          <IconArrowRight size={18} stroke={1.5} aria-label={t('people.becomes')} role="img" />
          <FoundPerson person={fileFacts(person)} size={28} />
        </div>
      )}
      <Text size="sm" c="var(--g-text-2)">
        {t('people.mergeWhat')}
      </Text>
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
