import type { TemplateSummary, TemplateUnsent } from '@guichet/contracts';
import { Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { unsentQuery } from '../api/queries.js';
import { FormDialog } from '../shell/form-dialog.js';
import { toast } from '../shell/toast.js';
import { Unsent } from './unsent.js';

/** What still waits to leave is told before, because withdrawing stops it. */
export function WithdrawDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [remark, setRemark] = useState('');
  const unsent = useQuery(unsentQuery(template.id));
  const withdraw = useMutation({
    mutationFn: () => post<TemplateUnsent>(`/templates/${template.id}/withdraw`, { remark: remark.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      toast({ message: t('library.act.withdrawn') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('library.act.withdrawTitle', { title: template.title })}
      size={580}
      error={withdraw.error}
      submit={t('library.act.withdraw')}
      pending={withdraw.isPending}
      disabled={remark.trim() === ''}
      onSubmit={() => withdraw.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('library.act.withdrawWhat')}</Text>
      {unsent.error ? (
        <Text size="sm" c="var(--g-danger)" role="alert">
          {t('library.act.withdrawUnknown')}
        </Text>
      ) : unsent.data ? (
        <Unsent unsent={unsent.data} />
      ) : (
        <Skeleton height={40} />
      )}
      <TextInput
        data-autofocus
        label={t('library.act.reason')}
        required
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
