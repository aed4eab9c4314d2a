import { Dialog, ErrorState, Hint, PageSection } from '@guichet/ui';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import { Enrolment } from './enrolment.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TurnOffSecondFactorDialog } from './turn-off-second-factor-dialog.js';
import { RenewCodes } from './renew-codes.js';
import { SecondFactorRequiredByRoles } from './second-factor-required-by-roles.js';
import { secondFactorQuery } from './second-factor-query.js';

type Open =
  | { kind: 'enrolment' }
  | { kind: 'codes'; codes: string[]; isRenewed: boolean }
  | { kind: 'removal' }
  | undefined;

/** One's own second factor: to set up, to renew its recovery codes, to turn off. */
export function SecondFactorSection() {
  const { t } = useTexts();
  const { data: state, error, refetch } = useQuery(secondFactorQuery());
  const { proofs, secondFactor } = useSession();
  const [open, setOpen] = useState<Open>();
  return (
    <PageSection id="second-factor">
      <h2>{t('account.secondFactor.title')}</h2>
      <Hint>
        {proofs.provider && !proofs.password
          ? t('account.secondFactor.hintProvider', { provider: proofs.provider.name })
          : t('account.secondFactor.hint')}
      </Hint>
      {state && <SecondFactorRequiredByRoles state={state} isOn={secondFactor === 'on'} />}
      {error && !state ? (
        <ErrorState error={error} what={t('account.secondFactor.failed')} onRetry={() => void refetch()} />
      ) : !state ? (
        <Skeleton height={60} />
      ) : state.since ? (
        <IsOn
          since={state.since}
          left={state.recoveryCodesLeft}
          onCodes={(codes) => setOpen({ kind: 'codes', codes, isRenewed: true })}
          onRemove={() => setOpen({ kind: 'removal' })}
        />
      ) : (
        <Button variant="default" onClick={() => setOpen({ kind: 'enrolment' })}>
          {t('account.secondFactor.setUp')}
        </Button>
      )}
      <SectionDialog open={open} setOpen={setOpen} />
    </PageSection>
  );
}

interface IsOnProps {
  since: string;
  left: number;
  onCodes: (codes: string[]) => void;
  onRemove: () => void;
}

function IsOn({ since, left, onCodes, onRemove }: IsOnProps) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <>
      <Text mb="sm">
        {t('account.secondFactor.on', { date: formats.date(since) })} ·{' '}
        {t('account.secondFactor.codesLeft', { count: left })}
      </Text>
      <Group gap="xs">
        <RenewCodes onCodes={onCodes} />
        <Button variant="default" onClick={onRemove}>
          {t('account.secondFactor.remove')}
        </Button>
      </Group>
    </>
  );
}

function SectionDialog({ open, setOpen }: { open: Open; setOpen: (open: Open) => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const close = () => {
    setOpen(undefined);
    void queryClient.invalidateQueries({ queryKey: ['session'] });
  };
  if (!open) return null;
  if (open.kind === 'removal') return <TurnOffSecondFactorDialog onClose={close} />;
  return (
    <Dialog
      opened
      onClose={close}
      size={560}
      title={t(open.kind === 'codes' ? 'account.secondFactor.codes' : 'account.secondFactor.requiredTitle')}
      closeOnClickOutside={false}
    >
      {open.kind === 'codes' ? (
        <RecoveryCodes {...open} onDone={close} />
      ) : (
        <Enrolment onEnrolled={(codes) => setOpen({ kind: 'codes', codes, isRenewed: false })} onCancel={close} />
      )}
    </Dialog>
  );
}
