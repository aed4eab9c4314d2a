import type { CaseDetail } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Asks before everybody who sees the cases of the team sees this one again. */
export function LiftRestrictionDialog({ item, onClose }: { item: CaseDetail; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const lift = useMutation({
    mutationFn: () => call('liftRestriction', { params: { id: item.id } }),
    onSuccess: () => {
      onClose();
      toast({ message: t('case.restriction.lifted', { reference: item.reference }) });
      void queryClient.invalidateQueries();
    },
  });
  return (
    <FormDialog
      title={t('case.restriction.liftTitle', { reference: item.reference })}
      error={lift.error}
      submit={t('case.restriction.liftSubmit')}
      pending={lift.isPending}
      onSubmit={() => lift.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('case.restriction.liftText', { team: item.team.name })}</Text>
    </FormDialog>
  );
}
