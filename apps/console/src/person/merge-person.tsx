import type { Citizen, CitizenSummary } from '@guichet/contracts';
import { PersonMark } from '@guichet/ui';
import { Text, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { FormDialog } from '../shell/form-dialog.js';
import { toast } from '../shell/toast.js';
import { PersonFinder } from './person-finder.js';
import classes from './person.module.css';
import { usePerson, useRefreshPersons } from './use-person.js';

interface Props {
  /** Who stays. */
  person: Citizen;
  /** Who becomes part of them, where that is known already. */
  other?: CitizenSummary;
  reason?: string;
  onClose: () => void;
}

/** Makes two persons one, which an agent decides, gives a reason for, and can undo. */
export function MergePerson({ person, other: proposed, reason: why = '', onClose }: Props) {
  const { t } = useTranslation();
  const refresh = useRefreshPersons();
  const { unmerge } = usePerson(person.id);
  const [attempt] = useState(() => crypto.randomUUID());
  const [other, setOther] = useState(proposed);
  const [reason, setReason] = useState(why);
  const merge = useMutation({
    mutationFn: (from: CitizenSummary) =>
      post<Citizen>(
        `/citizens/${from.id}/merge`,
        { intoId: person.id, reason: reason.trim() },
        { idempotencyKey: attempt },
      ),
    onSuccess: (merged, from) => {
      onClose();
      const made = merged.merges.find(({ citizen, undoneAt }) => citizen.id === from.id && !undoneAt);
      toast({
        message: t('person.merged', { name: from.name, into: person.name }),
        ...(made && { undoLabel: t('toast.undo'), undo: () => unmerge.mutate(made.id) }),
      });
    },
    onSettled: () => void refresh(),
  });

  return (
    <FormDialog
      title={t('person.mergeTitle')}
      error={merge.error}
      submit={t('person.mergeDo')}
      pending={merge.isPending}
      disabled={!other || !reason.trim()}
      onSubmit={() => merge.mutate(other!)}
      onClose={onClose}
    >
      {!proposed && <PersonFinder without={person.id} chosen={other} onChoose={setOther} />}
      {other && (
        <div className={classes.merging}>
          <span>
            <PersonMark name={other.name} size={28} />
            <bdi>{other.name}</bdi>
          </span>
          <IconArrowRight size={18} stroke={1.5} aria-label={t('person.becomes')} role="img" />
          <span>
            <PersonMark name={person.name} size={28} />
            <bdi>{person.name}</bdi>
          </span>
        </div>
      )}
      <Text size="sm" c="var(--g-text-2)">
        {t('person.mergeWhat')}
      </Text>
      <TextInput
        data-autofocus={proposed ? true : undefined}
        required
        label={t('person.reason')}
        description={t('person.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
