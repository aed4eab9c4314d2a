import { Anchor, Button, Text } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { signInByPasskey } from '../../shared/passkeys/passkey-ceremonies.js';
import { PasskeyProblem } from '../../shared/passkeys/passkey-problem.js';
import { usePasskeySupport } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { usePasskeyAutofill } from './use-passkey-autofill.js';
import classes from './auth-layout.module.css';

interface Props {
  onSignedIn: () => Promise<unknown>;
  /** Whether the browser also offers passkeys in the field of the address, which must be on the page. */
  hasAutofill?: boolean;
  /** It is what is expected here, rather than one of several ways. */
  isMain?: boolean;
}

/** Signs in by a passkey, without address and password. Nothing where neither the browser nor the product has them. */
export function PasskeySignIn({ onSignedIn, hasAutofill = false, isMain = false }: Props) {
  const { t } = useTexts();
  const support = usePasskeySupport();
  const isReady = support?.state === 'ready';
  /** Where passkeys work nowhere but at another address, only whoever asks for one hears of it. */
  const [asked, setAsked] = useState(isMain);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      await signInByPasskey();
      await onSignedIn();
    },
  });
  const refused = usePasskeyAutofill(isReady && hasAutofill && !isPending, onSignedIn);
  if (support?.state === 'elsewhere' && asked)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('passkeys.elsewhere')} <Anchor href={`${support.address}/sign-in`}>{support.address}</Anchor>
      </Text>
    );
  if (!isReady && support?.state !== 'elsewhere') return null;
  return (
    <div className={classes.form}>
      <PasskeyProblem error={error ?? refused} />
      <Button
        type="button"
        size="md"
        fullWidth
        px="xs"
        styles={{ label: { whiteSpace: 'normal' } }}
        variant={isMain ? 'filled' : 'default'}
        leftSection={<IconFingerprint size={18} stroke={1.75} aria-hidden />}
        loading={isPending}
        onClick={() => (isReady ? mutate() : setAsked(true))}
      >
        {t('passkeys.signIn')}
      </Button>
    </div>
  );
}
