import { DiscardReason, type QuarantinedEnvelope } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { searchQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { CaseFinder, type FoundCase } from '../case/index.js';
import type { QuarantineDecisions } from './use-quarantine-decisions.js';

interface Props {
  items: readonly QuarantinedEnvelope[];
  decisions: QuarantineDecisions;
  onClose: () => void;
}

/** Asks for the case to which messages belong; those of the sender are proposed. */
export function AttachDialog({ items, decisions, onClose }: Props) {
  const { t } = useTexts();
  const [chosen, setInto] = useState<FoundCase>();
  const [only, setOnly] = useState<FoundCase>();
  const into = chosen ?? only;
  const submit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) submit.current?.focus();
  }, [chosen]);
  const senders = new Set(items.map(({ from }) => from));
  const { data } = useQuery(searchQuery((senders.size === 1 && items[0]?.from) || ''));
  const near = (data?.items ?? []).map((hit) => hit.case);
  return (
    <FormDialog
      title={t('quarantine.attachTitle', { count: items.length })}
      error={null}
      submit={into ? t('quarantine.attachTo', { reference: into.reference }) : t('quarantine.attachBare')}
      submitRef={submit}
      pending={decisions.isPending}
      disabled={!into}
      onSubmit={() => void decisions.attach(items, into!).then(onClose)}
      onClose={onClose}
    >
      <Text size="sm" c="var(--g-text-2)">
        {t('quarantine.attachWhat')}
      </Text>
      <Suspense fallback={<Skeleton height={180} />}>
        <CaseFinder near={near} chosen={into} onChoose={setInto} onOnly={setOnly} />
      </Suspense>
    </FormDialog>
  );
}

/** Asks why messages are discarded. */
export function DiscardDialog({ items, decisions, onClose }: Props) {
  const { t } = useTexts();
  const [reason, setReason] = useState<DiscardReason | null>(null);
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('quarantine.discardTitle', { count: items.length })}
      error={null}
      submit={t('quarantine.discardDo')}
      pending={decisions.isPending}
      disabled={reason === null}
      onSubmit={() => reason && void decisions.discard(items, { reason, note }).then(onClose)}
      onClose={onClose}
    >
      <Text size="sm" c="var(--g-text-2)">
        {t('quarantine.discardWhat', { count: items.length })}
      </Text>
      <Radio.Group
        label={t('quarantine.why')}
        description={reason === null ? t('quarantine.whyFirst') : undefined}
        required
        value={reason}
        onChange={(value) => setReason(DiscardReason.parse(value))}
      >
        <Stack gap="xs" mt="xs">
          {DiscardReason.options.map((value, n) => (
            <Radio
              key={value}
              value={value}
              label={t(`quarantine.discardReason.${value}`)}
              data-autofocus={n === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('quarantine.note')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
