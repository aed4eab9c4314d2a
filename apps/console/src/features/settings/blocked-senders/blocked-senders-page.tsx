import { isPublicMailDomain, type BlockedSender } from '@guichet/contracts';
import {
  EmptyState,
  ErrorState,
  FormDialog,
  Hint,
  PageHead,
  PageLead,
  Row,
  RowList,
  RowMain,
  RowName,
} from '@guichet/ui';
import { Badge, Button, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMailOff, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { blockedSendersQuery } from '../../../shared/api/queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { isFailure } from '../../../shared/api/failure.js';
import { useFieldProblemText } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText, useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** What is known of a blocked sender: by whom, since when, why, and whether they were informed. */
function useFacts() {
  const { t } = useTexts();
  const formats = useFormats();
  return ({ by, at, note, reason, informedAt, ended }: BlockedSender) =>
    [
      t('settings.block.by', { by, at: formats.full(at) }),
      reason === 'abusive' &&
        (informedAt ? t('settings.block.informed', { at: formats.full(informedAt) }) : t('settings.block.notInformed')),
      ended && t('settings.block.ended', { by: ended.by, at: formats.full(ended.at) }),
      note,
    ].filter(Boolean);
}

function BlockedSenderRow({ sender }: { sender: BlockedSender }) {
  const { t } = useTexts();
  const facts = useFacts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const settle = () => queryClient.invalidateQueries({ queryKey: ['blocked-senders'] });
  const { value, reason, note, ended } = sender;
  const again = () => call('blockSender', { body: { value, reason, note }, idempotencyKey: undefined }).then(settle);
  const end = useMutation({
    mutationFn: () => call('unblockSender', { params: { id: sender.id }, body: {}, idempotencyKey: undefined }),
    onSuccess: async () => {
      await settle();
      toast({
        message: t('settings.block.unblocked', { value }),
        link: {
          label: t('settings.block.showSpam'),
          run: () => void navigate({ to: '/inbox/$view', params: { view: 'spam' }, search: { q: value } }),
        },
        undoLabel: t('common.toast.undo'),
        undo: () => void again(),
        about: [`block ${value}`],
      });
    },
    onError: (error) => toastFailure(value, problemText(error)),
  });
  return (
    <Row off={ended !== null || undefined}>
      <RowMain>
        <RowName>
          <bdi>{value}</bdi>
          <Badge variant="light" color="gray" tt="none">
            {t(`settings.block.reason.${reason}`)}
          </Badge>
        </RowName>
        <Hint>{facts(sender).join(' · ')}</Hint>
      </RowMain>
      {!ended && (
        <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate()}>
          {t('settings.block.unblock')}
        </Button>
      )}
    </Row>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const fieldProblemText = useFieldProblemText();
  const reasonText = useReasonText();
  const form = useForm({
    initialValues: { value: '', note: '' },
    validateInputOnBlur: true,
    validate: {
      value(value) {
        const domain = value.trim().replace(/^@/, '');
        return isPublicMailDomain(domain) ? reasonText('shared-domain', { domain }) : null;
      },
    },
  });
  const add = useMutation({
    mutationFn: (body: typeof form.values) => call('blockSender', { body, idempotencyKey: undefined }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['blocked-senders'] });
      onClose();
    },
    onError(error) {
      const wrong = isFailure(error) ? error.field('value') : undefined;
      if (wrong) form.setFieldError('value', fieldProblemText(wrong));
    },
  });
  return (
    <FormDialog
      title={t('settings.block.add')}
      error={isFailure(add.error) && add.error.field('value') ? null : add.error}
      submit={t('case.block.submit')}
      pending={add.isPending}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        maxLength={320}
        label={t('settings.block.value')}
        description={t('settings.block.valueHint')}
        {...form.getInputProps('value')}
      />
      <Textarea label={t('case.block.note')} maxLength={500} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

/** Some of those who are or were blocked, below a title. `none` says that they are nobody. */
function Senders({ senders, title, none }: { senders: readonly BlockedSender[]; title?: string; none?: string }) {
  if (senders.length === 0) return none && <Hint>{none}</Hint>;
  return (
    <section>
      {title && <h2>{title}</h2>}
      <RowList>
        {senders.map((sender) => (
          <BlockedSenderRow key={sender.id} sender={sender} />
        ))}
      </RowList>
    </section>
  );
}

/** The block list: who is on it, who was, and the way to take somebody off it. */
export function BlockedSendersPage() {
  const { t } = useTexts();
  const { data: senders, error, refetch } = useQuery(blockedSendersQuery);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setAdding(true)}>
      {t('settings.block.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('settings.block.title')}</h1>
        {senders?.length !== 0 && add}
      </PageHead>
      <PageLead>{t('settings.block.lead')}</PageLead>
      {error && !senders ? (
        <ErrorState error={error} what={t('settings.block.failed')} onRetry={() => void refetch()} />
      ) : !senders ? (
        <Skeleton height={180} />
      ) : senders.length === 0 ? (
        <EmptyState icon={IconMailOff} title={t('settings.block.empty')} action={add}>
          {t('settings.block.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Senders senders={senders.filter(({ ended }) => !ended)} none={t('settings.block.empty')} />
          <Senders senders={senders.filter(({ ended }) => ended)} title={t('settings.block.formerly')} />
        </>
      )}
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </>
  );
}
