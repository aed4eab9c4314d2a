import type { TemplateSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { unsentRepliesQuery } from '../../../shared/api/template-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { BlockUsesBeforeWithdrawal } from '../editor/block-uses.js';
import { UnsentRepliesList } from './unsent-replies-list.js';

/** The dialog lists the replies that were not sent yet, because withdrawing blocks them, and of a shared block the texts that include it. */
export function WithdrawVersionDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [remark, setRemark] = useState('');
  const [evenElsewhere, setEvenElsewhere] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const unsent = useQuery(unsentRepliesQuery(template.id));
  const withdraw = useMutation({
    mutationFn: () =>
      call('withdrawTemplate', {
        params: { id: template.id },
        body: { remark: remark.trim(), ...(evenElsewhere && { evenElsewhere }) },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      toast({ message: t('templates.action.withdrawn') });
      onClose();
    },
    onError: (error) => {
      if (isFailure(error) && error.problem.reason === 'block-in-use-elsewhere') setIsAsked(true);
    },
  });
  return (
    <FormDialog
      title={t('templates.action.withdrawTitle', { title: template.title })}
      size={580}
      error={withdraw.error}
      submit={t('templates.action.withdraw')}
      pending={withdraw.isPending}
      disabled={remark.trim() === '' || (isAsked && !evenElsewhere)}
      onSubmit={() => withdraw.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('templates.action.withdrawWhat')}</Text>
      {template.isBlock && <BlockUsesBeforeWithdrawal blockId={template.id} />}
      {unsent.error ? (
        <Text size="sm" c="var(--g-danger)" role="alert">
          {t('templates.action.withdrawUnknown')}
        </Text>
      ) : unsent.data ? (
        <UnsentRepliesList unsent={unsent.data} />
      ) : (
        <Skeleton height={40} />
      )}
      <TextInput
        data-autofocus
        label={t('templates.action.reason')}
        required
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      {isAsked && (
        <Checkbox
          label={t('templates.action.evenElsewhere')}
          checked={evenElsewhere}
          onChange={(event) => setEvenElsewhere(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
