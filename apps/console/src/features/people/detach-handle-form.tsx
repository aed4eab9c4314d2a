import type { Citizen, CitizenHandle } from '@guichet/contracts';
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';

interface Props {
  person: Citizen;
  /** Where it was learnt. */
  caseId: string;
  handle: CitizenHandle;
  onDone: () => void;
}

/** Asks why an address does not belong to the person. */
export function DetachHandleForm({ person, caseId, handle, onDone }: Props) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { detachHandle } = usePersonActions(person.id);
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        detachHandle.mutate({ handleId: handle.id, reason: reason.trim(), caseId }, { onSuccess: onDone });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <p className={classes.confirming}>
        {t('people.detaching')} <bdi>{handle.value}</bdi>
      </p>
      <TextInput
        size="xs"
        autoFocus
        required
        label={t('people.detachWhy')}
        placeholder={t('people.detachExample')}
        maxLength={500}
        error={detachHandle.error && problemText(detachHandle.error)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        <Button size="xs" variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={detachHandle.isPending} disabled={!reason.trim()}>
          {t('people.detachDo')}
        </Button>
      </Group>
    </form>
  );
}
