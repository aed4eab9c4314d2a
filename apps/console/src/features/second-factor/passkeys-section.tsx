import type { Passkey } from '@guichet/contracts';
import { Dialog, ErrorState, FormDialog, Hint, PageSection, RowList } from '@guichet/ui';
import { Anchor, Button, Group, Skeleton, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { usePasskeySupport } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { AddPasskey } from './add-passkey.js';
import { PasskeyRow } from './passkey-row.js';
import { passkeysQuery, secondFactorQuery } from './second-factor-query.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RenewCodes } from './renew-codes.js';

type Open =
  | { kind: 'new' }
  | { kind: 'codes'; codes: string[]; isRenewed?: boolean }
  | { kind: 'rename' | 'removal'; passkey: Passkey }
  | undefined;

/** One's own passkeys: to add, to rename, to remove. */
export function PasskeysSection() {
  const { t } = useTexts();
  const { data: passkeys, error, refetch } = useQuery(passkeysQuery);
  const { data: state } = useQuery(secondFactorQuery());
  const [open, setOpen] = useState<Open>();
  return (
    <PageSection>
      <h2>{t('passkeys.title')}</h2>
      <Hint>{t('passkeys.hint')}</Hint>
      {error && !passkeys ? (
        <ErrorState error={error} what={t('passkeys.failed')} onRetry={() => void refetch()} />
      ) : !passkeys ? (
        <Skeleton height={60} />
      ) : (
        passkeys.length > 0 && (
          <RowList>
            {passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                passkey={passkey}
                onRename={() => setOpen({ kind: 'rename', passkey })}
                onRemove={() => setOpen({ kind: 'removal', passkey })}
              />
            ))}
          </RowList>
        )
      )}
      {state?.since === null && state.passkeys > 0 && (
        <Text mt="sm">{t('passkeys.codesLeft', { count: state.recoveryCodesLeft })}</Text>
      )}
      <Group gap="xs" mt="md">
        <AddButton onAdd={() => setOpen({ kind: 'new' })} />
        {state?.since === null && state.passkeys > 0 && (
          <RenewCodes onCodes={(codes) => setOpen({ kind: 'codes', codes, isRenewed: true })} />
        )}
      </Group>
      {open && <SectionDialog open={open} setOpen={setOpen} />}
    </PageSection>
  );
}

/** The way to another passkey, or why there is none on this page. */
function AddButton({ onAdd }: { onAdd: () => void }) {
  const { t } = useTexts();
  const support = usePasskeySupport();
  if (!support) return null;
  if (support.state === 'elsewhere')
    return (
      <Text size="sm">
        {t('passkeys.elsewhere')} <Anchor href={`${support.address}/settings/account`}>{support.address}</Anchor>
      </Text>
    );
  if (support.state === 'none') return <Text size="sm">{t('passkeys.unsupported')}</Text>;
  return (
    <Button variant="default" onClick={onAdd}>
      {t('passkeys.add')}
    </Button>
  );
}

function SectionDialog({ open, setOpen }: { open: NonNullable<Open>; setOpen: (open: Open) => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const close = () => {
    setOpen(undefined);
    void queryClient.invalidateQueries({ queryKey: ['session'] });
  };
  if (open.kind === 'rename') return <RenameDialog passkey={open.passkey} onClose={close} />;
  if (open.kind === 'removal') return <RemovalDialog passkey={open.passkey} onClose={close} />;
  return (
    <Dialog
      opened
      onClose={close}
      size={open.kind === 'codes' ? 560 : 460}
      title={t(open.kind === 'codes' ? 'account.secondFactor.codes' : 'passkeys.add')}
      closeOnClickOutside={false}
    >
      {open.kind === 'codes' ? (
        <RecoveryCodes {...open} isForPasskeys onDone={close} />
      ) : (
        <AddPasskey
          onCancel={close}
          onAdded={(codes) => {
            toast({ message: t('passkeys.added') });
            if (codes) setOpen({ kind: 'codes', codes });
            else close();
          }}
        />
      )}
    </Dialog>
  );
}

function RenameDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [name, setName] = useState(passkey.name);
  const rename = useMutation({
    mutationFn: () => call('renamePasskey', { params: { id: passkey.id }, body: { name } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['passkeys'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('passkeys.rename')}
      size={460}
      error={rename.error}
      submit={t('common.save')}
      pending={rename.isPending}
      onSubmit={() => rename.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('passkeys.name')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function RemovalDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: state } = useQuery(secondFactorQuery());
  const isLast = state?.passkeys === 1 && state.since === null;
  const remove = useMutation({
    mutationFn: () => call('deletePasskey', { params: { id: passkey.id } }),
    onSuccess: async () => {
      onClose();
      toast({ message: t('passkeys.removed') });
      for (const queryKey of [['passkeys'], ['second-factor']] as const)
        await queryClient.invalidateQueries({ queryKey });
    },
  });
  return (
    <FormDialog
      title={t('passkeys.removeTitle', { name: passkey.name })}
      size={460}
      error={isFailure(remove.error, 'step-up-required') ? null : remove.error}
      submit={t('passkeys.remove')}
      pending={remove.isPending}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t('passkeys.removeText')}</Text>
      {isLast && <Text>{t('passkeys.removeLast')}</Text>}
    </FormDialog>
  );
}
