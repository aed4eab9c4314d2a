import type { PasskeyCreation } from '@guichet/contracts';
import { FormButtons, FormError } from '@guichet/ui';
import { Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isFailure } from '../../shared/api/failure.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { addPasskey, beginPasskey } from '../../shared/passkeys/passkey-ceremonies.js';
import { PasskeyProblem } from '../../shared/passkeys/passkey-problem.js';
import { useDeviceName } from '../../shared/session/use-device-name.js';

interface Props {
  /** The passkey is added; the recovery codes come with the first one, and are shown this once. */
  onAdded: (recoveryCodes: string[] | null) => void;
  onCancel: () => void;
}

/** Asks how a passkey is to be called, and lets the browser make it. */
export function AddPasskey({ onAdded, onCancel }: Props) {
  const { t } = useTexts();
  // A proof of who asks may be wanted first: the browser is not to ask its own question at the same time.
  const begin = useMutation({ mutationFn: beginPasskey });
  const { mutate: beginNow } = begin;
  useEffect(() => beginNow(), [beginNow]);
  if (begin.error)
    return (
      <Stack>
        <FormError error={begin.error} />
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => beginNow()}>
          {t('common.retry')}
        </Button>
      </Stack>
    );
  if (!begin.data) return <Skeleton height={160} />;
  return <NameAndMake options={begin.data} {...{ onAdded, onCancel }} />;
}

function NameAndMake({ options: first, onAdded, onCancel }: Props & { options: PasskeyCreation }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const deviceName = useDeviceName();
  const [name, setName] = useState(() => deviceName(navigator.userAgent).slice(0, 60));
  const [options, setOptions] = useState(first);
  const make = useMutation({
    mutationFn: () => addPasskey(options, name),
    onSuccess: (recoveryCodes) => {
      onAdded(recoveryCodes);
      for (const queryKey of [['passkeys'], ['second-factor']] as const)
        void queryClient.invalidateQueries({ queryKey });
    },
    // What the server has looked at is over: another try begins anew.
    onError: (error) => isFailure(error) && void beginPasskey().then(setOptions, () => {}),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('passkeys.how')}</Text>
        <PasskeyProblem error={make.error} />
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.nameHint')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormButtons submit={t('passkeys.make')} pending={make.isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
