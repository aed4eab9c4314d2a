import type { CaseSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { PersonChoiceField, type PersonChoice } from '../people/index.js';

interface Props {
  item: Pick<CaseSummary, 'id' | 'reference'>;
  onClose: () => void;
}

/** Says whom a case is about in which nobody is known yet: somebody who is known, or a new person. */
export function NameCitizenDialog({ item: { id, reference }, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [who, setWho] = useState<PersonChoice>({ id: undefined, name: '' });
  const name = who.name.trim();
  const save = useMutation({
    mutationFn: () =>
      call('setCitizen', {
        params: { id },
        body: who.id ? { citizenId: who.id } : { name },
        idempotencyKey: undefined,
      }),
    onSuccess: () => {
      for (const key of ['timeline', 'case', 'cases', 'citizen', 'reach'] as const)
        void queryClient.invalidateQueries({ queryKey: [key] });
      onClose();
      toast({ message: t('case.nameCitizen.done', { name }) });
    },
  });
  return (
    <FormDialog
      title={t('case.nameCitizen.title', { reference })}
      error={save.error}
      submit={t('case.nameCitizen.save')}
      pending={save.isPending}
      disabled={!name}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <PersonChoiceField value={who} onChange={setWho} />
    </FormDialog>
  );
}
