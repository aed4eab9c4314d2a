import type { PreviewSignInProvider, SignInProviderEffects } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { call } from '../../../shared/api/client.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Whom a change would take a way to sign in; `wanted`: null where the provider is removed. */
export const effectsOf = (id: string, wanted: PreviewSignInProvider | null): Promise<SignInProviderEffects> =>
  call('previewSignInProvider', { params: { id }, body: { wanted }, idempotencyKey: undefined });

/** Returns whether somebody loses a way in, so that it is asked before. */
export const takesWay = ({ losePassword, shutOut }: SignInProviderEffects): boolean =>
  losePassword.count > 0 || shutOut.count > 0;

/** The sentences that say so. `isRemoved`: afterwards there is no provider on which anybody depends. */
export function ProviderChangeEffects({
  effects: { losePassword, shutOut, administrators },
  name,
  isRemoved = false,
}: {
  effects: SignInProviderEffects;
  name: string;
  isRemoved?: boolean;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  const list = ({ count, names }: SignInProviderEffects['shutOut']) => {
    const others = count - names.length;
    return formats.list([...names, ...(others > 0 ? [t('signIn.effects.others', { count: others })] : [])]);
  };
  const isSame = list(shutOut) === list(losePassword);
  const shutOutWords = isRemoved ? 'shutOutRemoved' : isSame ? 'shutOutSame' : 'shutOut';
  return (
    <>
      {losePassword.count > 0 && (
        <Text>
          {t('signIn.effects.losePassword', { count: losePassword.count, names: list(losePassword), provider: name })}
        </Text>
      )}
      {shutOut.count > 0 && (
        <Text>
          {t(`signIn.effects.${shutOutWords}`, {
            count: shutOut.count,
            names: list(shutOut),
            provider: name,
          })}
        </Text>
      )}
      {administrators.able === 0 ? (
        <Text fw={500}>{t('signIn.effects.nobodyLeft')}</Text>
      ) : (
        administrators.without === 0 && <Text fw={500}>{t('signIn.effects.noneWithout', { provider: name })}</Text>
      )}
    </>
  );
}

interface DialogProps {
  name: string;
  effects: SignInProviderEffects;
  /** It is switched off. */
  isRemoved: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more before somebody loses a way in. */
export function ProviderEffectsDialog({ name, effects, isRemoved, pending, error, onConfirm, onClose }: DialogProps) {
  const { t } = useTexts();
  return (
    <FormDialog
      title={t(isRemoved ? 'signIn.effects.titleOff' : 'signIn.effects.title', { provider: name })}
      size={520}
      error={error}
      submit={t('signIn.effects.submit')}
      pending={pending}
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <ProviderChangeEffects effects={effects} name={name} isRemoved={isRemoved} />
    </FormDialog>
  );
}
