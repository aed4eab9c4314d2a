import type { TemplateSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useTeamChoices } from '../use-template-scopes.js';

const EVERYBODY = 'everybody';

/** Proposes an agent's own text to a team, or to everybody: a copy waits for approval. */
export function ProposeOwnTextDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const teams = useTeamChoices();
  const [to, setTo] = useState(teams[0]?.value ?? EVERYBODY);
  const [attempt] = useState(() => crypto.randomUUID());
  const propose = useMutation({
    mutationFn: () =>
      call('proposeTemplate', {
        params: { id: template.id },
        body: { teamId: to === EVERYBODY ? null : to },
        idempotencyKey: attempt,
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      toast({ message: t('templates.scope.proposed') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('templates.scope.proposeTitle', { title: template.title })}
      error={propose.error}
      submit={t('templates.scope.proposeSubmit')}
      pending={propose.isPending}
      onSubmit={() => propose.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('templates.scope.proposeWhat')}</Text>
      <Select
        data-autofocus
        label={t('templates.scope.proposeTo')}
        data={[...teams, { value: EVERYBODY, label: t('templates.scope.everybody') }]}
        allowDeselect={false}
        value={to}
        onChange={(chosen) => setTo(chosen ?? EVERYBODY)}
      />
    </FormDialog>
  );
}
