import { isPublicMailDomain, type BlockedSender, type BlockReason, type CaseDetail } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { templateChoicesQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { blockOf } from './use-blocked-sender-and-unblock.js';
import { isFailure } from '../../../shared/api/failure.js';
import { useFieldProblemText } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText, useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Values {
  whom: 'address' | 'domain';
  reason: BlockReason;
  templateId: string;
  note: string;
}

interface Props {
  item: CaseDetail;
  address: string;
  onClose: () => void;
}

/** Blocks; where that is because of spam, the case becomes spam, too. Both are taken back by one undo. */
function useBlock({ item, address, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const update = useUpdateCases();
  const problemText = useProblemText();
  const undo = async ({ id }: BlockedSender, wasSpam: boolean) => {
    try {
      await call('unblockSender', { params: { id }, body: { caseId: item.id }, idempotencyKey: undefined });
      if (wasSpam)
        await call('updateCase', {
          params: { id: item.id },
          body: { status: item.status === 'spam' ? 'open' : item.status },
        });
    } catch (error) {
      toastFailure(t('case.block.notUndone', { value: address }), problemText(error));
    }
    void queryClient.invalidateQueries();
  };
  return useMutation({
    mutationFn: ({ whom, reason, templateId, note }: Values) =>
      call('blockSender', {
        body: {
          value: whom === 'domain' ? address.split('@')[1]! : address,
          reason,
          note,
          caseId: item.id,
          ...(reason === 'abusive' &&
            templateId && { inform: { templateId, to: [address], text: '', attachmentIds: [] } }),
        },
        idempotencyKey: undefined,
      }),
    onSuccess: async (blocked, { reason }) => {
      const marks = reason === 'spam' && item.status !== 'spam' && item.status !== 'snoozed';
      if (marks) await update([item], { status: 'spam' });
      onClose();
      toast({
        message: t(marks ? 'case.block.doneSpam' : 'case.block.done', {
          value: blocked.value,
          reference: item.reference,
        }),
        undoLabel: t('common.toast.undo'),
        undo: () => undo(blocked, marks),
        about: [blockOf(blocked.value)],
      });
      void queryClient.invalidateQueries({ queryKey: ['blocked-senders'] });
    },
  });
}

/** Asks whom to block and why. An abusive sender is informed by an approved template, once. */
export function BlockSenderDialog(props: Props) {
  const { item, address, onClose } = props;
  const { t } = useTexts();
  const form = useForm<Values>({ initialValues: { whom: 'address', reason: 'spam', templateId: '', note: '' } });
  const block = useBlock(props);
  const isAbusive = form.values.reason === 'abusive';
  const { titleOf } = useTemplateNames();
  const { data: templates = [] } = useQuery({ ...templateChoicesQuery(item.id, 'abus'), enabled: isAbusive });
  const domain = address.split('@')[1];
  const fieldProblemText = useFieldProblemText();
  const reasonText = useReasonText();
  const wrong = isFailure(block.error) ? block.error.field('value') : undefined;
  return (
    <FormDialog
      title={t('case.block.title')}
      error={wrong ? null : block.error}
      submit={t('case.block.submit')}
      pending={block.isPending}
      onSubmit={form.onSubmit((values) => block.mutate(values))}
      onClose={onClose}
    >
      <Text size="sm">{t('case.block.lead')}</Text>
      <Radio.Group
        label={t('case.block.whom')}
        {...form.getInputProps('whom')}
        error={wrong && fieldProblemText(wrong)}
      >
        <Stack gap={6} mt={6}>
          <Radio value="address" label={address} data-autofocus />
          {domain && (
            <Radio
              value="domain"
              label={t('case.block.domain', { domain })}
              description={isPublicMailDomain(domain) && reasonText('shared-domain', { domain })}
              disabled={isAbusive || isPublicMailDomain(domain)}
            />
          )}
        </Stack>
      </Radio.Group>
      <Radio.Group label={t('case.block.why')} {...form.getInputProps('reason')}>
        <Stack gap={6} mt={6}>
          <Radio
            value="spam"
            label={t('case.block.reason.spam')}
            description={t(item.status === 'spam' ? 'case.block.spamAlready' : 'case.block.reasonHint.spam')}
          />
          <Radio
            value="abusive"
            label={t('case.block.reason.abusive')}
            description={t('case.block.reasonHint.abusive')}
          />
        </Stack>
      </Radio.Group>
      {isAbusive && (
        <Select
          label={t('case.block.inform')}
          description={t('case.block.informHint')}
          placeholder={t('case.block.informNobody')}
          clearable
          data={templates
            .filter(({ scope }) => scope !== 'mine')
            .map((template) => ({ value: template.id, label: titleOf(template) }))}
          {...form.getInputProps('templateId')}
        />
      )}
      <Textarea label={t('case.block.note')} maxLength={500} autosize minRows={2} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
