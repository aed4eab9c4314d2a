import type { SignInProvider, SignInTestReason } from '@guichet/contracts';
import { FormError, Hint, PageSection } from '@guichet/ui';
import { Box, Button, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../shared/api/client.js';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

const GLYPHS = {
  ok: { icon: IconCircleCheck, color: 'var(--mantine-color-green-text)' },
  warning: { icon: IconAlertTriangle, color: 'var(--g-soon)' },
  failed: { icon: IconCircleX, color: 'var(--mantine-color-red-text)' },
} as const;

/** A check whose reason says all, so that its outcome is not worded besides. */
const WHOLE_REASONS: readonly (SignInTestReason | null)[] = ['secret-missing', 'secret-unreadable', 'address-missing'];

/** What is asked: the description of an OpenID provider (OpenID Connect Discovery § 4), or the sign-in page of a SAML provider. */
const askedAddress = ({ profile, issuer, signInUrl }: SignInProvider) =>
  profile === 'saml' ? signInUrl : `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

interface Props {
  provider: SignInProvider;
  /** Whether something is entered that is not saved, and so would not be tested. */
  isEdited: boolean;
}

/** Asks the provider all that can be asked without a person who signs in. */
export function ProviderTest({ provider, isEdited }: Props) {
  const { id } = provider;
  const { t } = useTexts();
  const test = useMutation({
    mutationFn: () => call('testSignInProvider', { params: { id }, idempotencyKey: undefined }),
  });
  const { reset } = test;
  // What was found is about settings that are being changed.
  useEffect(() => {
    if (isEdited) reset();
  }, [isEdited, reset]);
  return (
    <PageSection>
      <h2>{t('signIn.test.title')}</h2>
      <Hint>{t('signIn.test.hint')}</Hint>
      <FormError error={test.error} />
      <div role="status">
        {test.data && <Asked address={askedAddress(provider)} />}
        {test.data && (
          <List listStyleType="none" spacing={8} center my="sm" lh={1.45}>
            {test.data.checks.map(({ check, outcome, reason, detail }) => {
              const { icon: Glyph, color } = GLYPHS[outcome];
              return (
                <List.Item
                  key={check}
                  icon={
                    <Glyph size={18} stroke={1.75} color={color} role="img" aria-label={t(`signIn.test.${outcome}`)} />
                  }
                >
                  {!WHOLE_REASONS.includes(reason) && t(`signIn.check.${check}.${outcome}`)}{' '}
                  {reason && t(`signIn.testReason.${reason}`)}
                  {detail && (
                    <>
                      {' '}
                      <code style={{ overflowWrap: 'anywhere' }}>{detail}</code>
                    </>
                  )}
                </List.Item>
              );
            })}
          </List>
        )}
        {test.data && <NotTested provider={provider} />}
        {isEdited && <Text mb="sm">{t('signIn.test.saveFirst')}</Text>}
      </div>
      <Button variant="default" disabled={isEdited} loading={test.isPending} onClick={() => test.mutate()}>
        {t('signIn.test.run')}
      </Button>
    </PageSection>
  );
}

/** Which address was asked, where one is known. */
function Asked({ address }: { address: string }) {
  const { t } = useTexts();
  if (address === '') return null;
  return (
    <Text mt="sm">
      {t('signIn.test.asked')} <code style={{ overflowWrap: 'anywhere' }}>{address}</code>
    </Text>
  );
}

/** What no test can tell: whether the provider knows where to send people back. */
function NotTested({ provider: { profile, redirectUri } }: { provider: SignInProvider }) {
  const { t } = useTexts();
  return (
    <Box mb="md">
      <Text>{t(profile === 'saml' ? 'signIn.test.notTested.saml' : 'signIn.test.notTested.openId')}</Text>
      <CopiedValue value={redirectUri} />
    </Box>
  );
}
