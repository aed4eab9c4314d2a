import type { Session, SignInOptions } from '@guichet/contracts';
import { Anchor, Button, Divider, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { ProviderButtons, useBeginSignIn } from './provider-buttons.js';
import { SignInForm } from './sign-in-form.js';
import { signInOptionsQuery } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { fetchNewSession } from './fetch-new-session.js';
import { providerOf, signInWaysForAddress } from './sign-in-ways-for-address.js';
import classes from './auth-layout.module.css';

const NONE: Pick<SignInOptions, 'asksAddress' | 'providers'> = { asksAddress: false, providers: [] };

interface Props {
  /** The address of an agent who signs in again over an open page. */
  email?: string;
  /** The path of the console to return to from a provider. */
  to: string | undefined;
  onDone: (session: Session) => void;
  /** What stands below the form of address and password. */
  belowPassword?: ReactNode;
}

/** Every way to sign in: by the providers, by a password, by what the domain of an address asks for, or by a passkey. */
export function SignInWays({ email: known, to, onDone, belowPassword }: Props) {
  const { t } = useTexts();
  const { data, isPending } = useQuery(signInOptionsQuery);
  const [entered, setEntered] = useState<string>();
  const [wantsPassword, setWantsPassword] = useState(false);
  const [isSecondStep, setIsSecondStep] = useState(false);
  const begin = useBeginSignIn(to);
  const options = data ?? NONE;
  const address = known ?? entered;
  if (isPending) return <Skeleton height={220} />;
  const passkey = (hasAutofill: boolean) => (
    <PasskeySignIn hasAutofill={hasAutofill} onSignedIn={async () => onDone(await fetchNewSession())} />
  );
  if (options.asksAddress && address === undefined)
    return (
      <div className={classes.form}>
        <AddressForm onEntered={setEntered} />
        {passkey(true)}
      </div>
    );
  const { providers: offered, password } = signInWaysForAddress(options, address);
  const providers = isSecondStep ? [] : offered;
  const showsPassword = password === 'offered' || (password === 'hidden' && wantsPassword);
  return (
    <div className={classes.form}>
      {providers.length > 0 && <ProviderButtons {...{ providers, to }} isMain={password !== 'offered'} />}
      {providers.length > 0 && showsPassword && <Divider label={t('auth.provider.or')} />}
      {showsPassword && (
        <>
          <SignInForm
            {...(address === undefined ? {} : { email: address })}
            onDone={onDone}
            onSecondStep={setIsSecondStep}
            leadsTo={(typed) => {
              // Whoever has entered an address has its provider above the form, and chose a password instead.
              const provider = address === undefined ? providerOf(options, typed) : undefined;
              return provider && (() => begin.mutate(provider.id));
            }}
            isLeaving={begin.isPending || begin.isSuccess}
            leaveError={begin.error}
          />
          {!isSecondStep && belowPassword}
        </>
      )}
      {!isSecondStep && password !== 'none' && passkey(showsPassword && address === undefined)}
      {password === 'hidden' && !wantsPassword && (
        <Anchor component="button" type="button" size="sm" onClick={() => setWantsPassword(true)}>
          {t('auth.provider.password')}
        </Anchor>
      )}
      {entered !== undefined && !isSecondStep && (
        <Anchor component="button" type="button" size="sm" onClick={() => setEntered(undefined)}>
          {t('auth.provider.otherAddress', { address: entered })}
        </Anchor>
      )}
    </div>
  );
}

/** Asks for the address alone, as its domain decides what comes next. */
function AddressForm({ onEntered }: { onEntered: (address: string) => void }) {
  const { t } = useTexts();
  const [address, setAddress] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onEntered(address.trim());
      }}
    >
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        name="email"
        autoComplete="username webauthn"
        size="md"
        required
        withAsterisk={false}
        autoFocus
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth>
        {t('auth.provider.goOn')}
      </Button>
    </form>
  );
}
