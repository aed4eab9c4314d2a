import type { SkippedLetters } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { organisationQuery } from '../../shared/api/queries.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/** Today as `2026-11-30` where the letters are posted: there it may be another day than where the browser is. */
const todayIn = (timeZone: string | undefined) => new Date().toLocaleDateString('sv-SE', { timeZone });

interface Props {
  entryIds: readonly string[];
  /** Some stay as they are. */
  onSkipped: (letters: SkippedLetters) => void;
  onClose: () => void;
}

/** Asks on which day letters were brought to the post. */
export function PostedDialog({ entryIds, onSkipped, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: organisation } = useQuery(organisationQuery);
  const today = todayIn(organisation?.timeZone);
  const [chosen, setChosen] = useState<string>();
  const on = chosen ?? today;
  const save = useMutation({
    mutationFn: () => call('markLettersPosted', { body: { entryIds: [...entryIds], on }, idempotencyKey: undefined }),
    onSuccess: ({ marked, ...others }) => {
      if (marked > 0) toast({ message: t('letters.marked', { count: marked }) });
      onClose();
      if (others.skipped.length + others.unknown > 0) onSkipped(others);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['letters'] }),
  });
  return (
    <FormDialog
      title={t('letters.postedTitle', { count: entryIds.length })}
      size={420}
      error={save.error}
      submit={t('letters.postedDo')}
      pending={save.isPending}
      disabled={on === ''}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('letters.postedOn')}
        required
        max={today}
        value={on}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
