import type { SignInProvider } from '@guichet/contracts';
import { Hint, PageSection } from '@guichet/ui';
import { Anchor } from '@mantine/core';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** What an administrator enters at the provider. */
export function AddressesToRegister({
  provider: { profile, redirectUri, signedOutUri, entityId },
}: {
  provider: SignInProvider;
}) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('signIn.register.title')}</h2>
      <Hint>{t(`signIn.register.hint.${profile}`)}</Hint>
      {entityId === null ? (
        <>
          <p>{t('signIn.register.redirectUri')}</p>
          <CopiedValue value={redirectUri} />
          <p>{t('signIn.register.signedOutUri')}</p>
          <CopiedValue value={signedOutUri} />
        </>
      ) : (
        <>
          <p>{t('signIn.register.entityId')}</p>
          <CopiedValue value={entityId} />
          <p>{t('signIn.register.acs')}</p>
          <CopiedValue value={redirectUri} />
          <p>
            <Anchor href={entityId} download="guichet-metadata.xml">
              {t('signIn.register.download')}
            </Anchor>
          </p>
        </>
      )}
    </PageSection>
  );
}
