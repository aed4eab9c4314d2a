import type { SignInProvider } from '@guichet/contracts';
import { FormError, Hint, PageSection } from '@guichet/ui';
import { Button, List } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';

const GLYPHS = {
  ok: { icon: IconCircleCheck, color: 'var(--mantine-color-green-text)' },
  warning: { icon: IconAlertTriangle, color: 'var(--g-soon)' },
  failed: { icon: IconCircleX, color: 'var(--mantine-color-red-text)' },
} as const;

/** Asks the provider all that can be asked without a person who signs in. */
export function ProviderTest({ provider: { id } }: { provider: SignInProvider }) {
  const { t } = useTranslation();
  const test = useMutation({
    mutationFn: () => call('testSignInProvider', { params: { id }, idempotencyKey: undefined }),
  });
  return (
    <PageSection>
      <h2>{t('signIn.test.title')}</h2>
      <Hint>{t('signIn.test.hint')}</Hint>
      <FormError error={test.error} />
      <div role="status">
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
                  {reason !== 'secret-missing' &&
                    reason !== 'secret-unreadable' &&
                    t(`signIn.check.${check}.${outcome}`)}{' '}
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
      </div>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        {t('signIn.test.run')}
      </Button>
    </PageSection>
  );
}
