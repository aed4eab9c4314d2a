import type { TemplateSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Takes an agent's own text out of use. Nobody else asks why. */
export function RemoveOwnTextDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      call('withdrawTemplate', { params: { id: template.id }, body: { remark: t('templates.scope.removedRemark') } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      toast({ message: t('templates.scope.removed') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('templates.scope.removeTitle', { title: template.title })}
      error={remove.error}
      submit={t('templates.scope.remove')}
      pending={remove.isPending}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('templates.action.withdrawWhat')}</Text>
    </FormDialog>
  );
}
