import type { TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useCurrentVersion } from './template-screen-context.js';

/** Asks for confirmation before a draft is discarded. */
export function DiscardDraftDialog({ version, onClose }: { version: TemplateVersion; onClose: () => void }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { versions } = useCurrentVersion();
  const only = versions?.length === 1;
  const discard = useMutation({
    mutationFn: () => call('deleteTemplateDraft', { params: { id: version.templateId, language: version.language } }),
    onSuccess: async () => {
      onClose();
      toast({ message: t('templates.action.discarded') });
      if (only) await navigate({ to: '/templates' });
      else await navigate({ to: '/templates/$templateId', params: { templateId: version.templateId } });
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
    },
  });
  return (
    <FormDialog
      title={t('templates.action.discardTitle')}
      error={discard.error}
      submit={t('templates.action.discard')}
      pending={discard.isPending}
      onSubmit={() => discard.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t(only ? 'templates.action.discardAll' : 'templates.action.discardWhat')}</Text>
    </FormDialog>
  );
}
