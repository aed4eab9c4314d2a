import type { TemplateVersion } from '@guichet/contracts';
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { remove } from '../api/client.js';
import { FormDialog } from '../shell/form-dialog.js';
import { toast } from '../shell/toast.js';
import { useVersion } from './use-template.js';

export function DiscardDialog({ version, onClose }: { version: TemplateVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { versions } = useVersion();
  const only = versions?.length === 1;
  const discard = useMutation({
    mutationFn: () => remove(`/templates/${version.templateId}/drafts/${version.language}`),
    onSuccess: async () => {
      onClose();
      toast({ message: t('library.act.discarded') });
      if (only) await navigate({ to: '/templates' });
      else await navigate({ to: '/templates/$templateId', params: { templateId: version.templateId } });
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
    },
  });
  return (
    <FormDialog
      title={t('library.act.discardTitle')}
      error={discard.error}
      submit={t('library.act.discard')}
      pending={discard.isPending}
      onSubmit={() => discard.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t(only ? 'library.act.discardAll' : 'library.act.discardWhat')}</Text>
    </FormDialog>
  );
}
