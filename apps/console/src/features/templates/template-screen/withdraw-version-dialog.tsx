import type { TemplateSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Checkbox, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { blockUsesQuery, unsentRepliesQuery } from '../../../shared/api/template-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { BlockUsesBeforeWithdrawal } from '../editor/block-uses.js';
import { UnsentRepliesList } from './unsent-replies-list.js';

/** What keeps a shared block from being withdrawn, as the server says now: a text in use, or one that the agent does not know, until they say so all the same. */
function useKeptBlock({ id, isBlock }: TemplateSummary) {
  const { data: uses, error } = useQuery({ ...blockUsesQuery(id), enabled: isBlock, staleTime: 0 });
  return {
    ...{ uses, error },
    isAwaited: isBlock && !uses && !error,
    isKept: uses?.items.some(({ keepsBlock }) => keepsBlock) ?? false,
    keptElsewhere: uses?.hiddenKeeping ?? 0,
  };
}

function UnsentReplies({ templateId }: { templateId: string }) {
  const { t } = useTexts();
  const unsent = useQuery(unsentRepliesQuery(templateId));
  if (unsent.error)
    return (
      <Text size="sm" c="var(--g-danger)" role="alert">
        {t('templates.action.withdrawUnknown')}
      </Text>
    );
  return unsent.data ? <UnsentRepliesList unsent={unsent.data} /> : <Skeleton height={40} />;
}

function useWithdrawal({ id, isBlock }: TemplateSummary, onDone: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { remark: string; evenElsewhere?: true }) => call('withdrawTemplate', { params: { id }, body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      toast({ message: t(isBlock ? 'templates.action.blockWithdrawn' : 'templates.action.withdrawn') });
      onDone();
    },
    // A text may have come into use meanwhile that keeps it.
    onError: () => queryClient.invalidateQueries(blockUsesQuery(id)),
  });
}

/**
 * The dialog lists the replies that were not sent yet, because withdrawing blocks them, and of a shared block the texts that include it.
 * It asks for no reason where one of these keeps the block.
 */
export function WithdrawVersionDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTexts();
  const [remark, setRemark] = useState('');
  const [evenElsewhere, setEvenElsewhere] = useState(false);
  const { uses, error, isAwaited, isKept, keptElsewhere } = useKeptBlock(template);
  const withdraw = useWithdrawal(template, onClose);
  const isAsked = !isKept && keptElsewhere > 0;
  return (
    <FormDialog
      title={t('templates.action.withdrawTitle', { title: template.title })}
      size={580}
      error={withdraw.error}
      submit={t('templates.action.withdraw')}
      pending={withdraw.isPending}
      disabled={isAwaited || isKept || remark.trim() === '' || (isAsked && !evenElsewhere)}
      onSubmit={() => withdraw.mutate({ remark: remark.trim(), ...(isAsked && { evenElsewhere: true }) })}
      onClose={onClose}
    >
      {!isKept && <Text size="sm">{t('templates.action.withdrawWhat')}</Text>}
      {template.isBlock && <BlockUsesBeforeWithdrawal uses={uses} error={error} />}
      {!isKept && (
        <>
          <UnsentReplies templateId={template.id} />
          <TextInput
            data-autofocus
            label={t('templates.action.reason')}
            required
            maxLength={500}
            value={remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
        </>
      )}
      {isAsked && (
        <Checkbox
          label={t('templates.action.evenElsewhere')}
          description={t('problems.reason.block-in-use-elsewhere', { count: keptElsewhere })}
          checked={evenElsewhere}
          onChange={(event) => setEvenElsewhere(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
