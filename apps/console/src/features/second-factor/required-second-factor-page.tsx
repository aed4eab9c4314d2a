import { returnPath } from '@guichet/contracts';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { usePasskeySupport } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { leave } from '../../shared/session/sign-out.js';
import { useSession } from '../../shared/session/use-session.js';
import { AuthLayout } from '../auth/index.js';
import { AddPasskey } from './add-passkey.js';
import { Enrolment } from './enrolment.js';
import { RecoveryCodes } from './recovery-codes.js';

const route = getRouteApi('/second-factor');

/** Stands before everything else for agents who must have a second factor and have none. */
export function RequiredSecondFactorPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { to } = route.useSearch();
  const { agent, proofs } = useSession();
  const provider = proofs.provider?.name;
  const support = usePasskeySupport();
  const [begun, setBegun] = useState<'app' | 'passkey'>();
  const [codes, setCodes] = useState<string[]>();
  const goOn = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await queryClient.invalidateQueries();
    await navigate({ href: returnPath(to) ?? '/', replace: true });
  };
  // What is required may be required no longer. Nothing tells of it here: whoever lacks a second factor has no live connection.
  const { data: asked } = useQuery({ ...sessionQuery, refetchInterval: 10_000, refetchOnWindowFocus: 'always' });
  const isOver = begun === undefined && asked !== undefined && asked.secondFactor !== 'missing';
  useEffect(() => {
    if (isOver) void goOn();
    // Once is enough.
  }, [isOver]);
  if (codes)
    return (
      <AuthLayout title={t('account.secondFactor.codes')}>
        <RecoveryCodes codes={codes} isForPasskeys={begun === 'passkey'} onDone={() => void goOn()} />
      </AuthLayout>
    );
  return (
    <AuthLayout
      title={t('account.secondFactor.requiredTitle')}
      lead={
        provider ? t('account.secondFactor.requiredTextProvider', { provider }) : t('account.secondFactor.requiredText')
      }
    >
      {begun === 'app' ? (
        <Enrolment onEnrolled={setCodes} />
      ) : begun === 'passkey' ? (
        <AddPasskey onCancel={() => setBegun(undefined)} onAdded={(added) => (added ? setCodes(added) : void goOn())} />
      ) : (
        <Stack>
          <Button size="md" fullWidth onClick={() => setBegun('app')}>
            {t('account.secondFactor.begin')}
          </Button>
          {support?.state === 'ready' && (
            <>
              <Text size="sm" c="dimmed">
                {t('passkeys.required')}
              </Text>
              <Button size="md" fullWidth variant="default" onClick={() => setBegun('passkey')}>
                {t('passkeys.add')}
              </Button>
            </>
          )}
        </Stack>
      )}
      <Anchor component="button" type="button" size="sm" mt="md" onClick={() => void leave(agent.id)}>
        {t('account.secondFactor.signOut')}
      </Anchor>
    </AuthLayout>
  );
}
