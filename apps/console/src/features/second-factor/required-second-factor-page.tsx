import { returnPath } from '@guichet/contracts';
import { Anchor, Button } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';
import { leave } from '../../shared/session/sign-out.js';
import { useSession } from '../../shared/session/use-session.js';
import { AuthLayout } from '../auth/index.js';
import { Enrolment } from './enrolment.js';
import { RecoveryCodes } from './recovery-codes.js';

const route = getRouteApi('/second-factor');

/** Stands before everything else for agents who must have a second factor and have none. */
export function RequiredSecondFactorPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to } = route.useSearch();
  const { agent } = useSession();
  const [isBegun, setIsBegun] = useState(false);
  const [codes, setCodes] = useState<string[]>();
  const goOn = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await queryClient.invalidateQueries();
    await navigate({ href: returnPath(to) ?? '/', replace: true });
  };
  if (codes)
    return (
      <AuthLayout title={t('account.secondFactor.codes')}>
        <RecoveryCodes codes={codes} onDone={() => void goOn()} />
      </AuthLayout>
    );
  return (
    <AuthLayout title={t('account.secondFactor.requiredTitle')} lead={t('account.secondFactor.requiredText')}>
      {isBegun ? (
        <Enrolment onEnrolled={setCodes} />
      ) : (
        <Button size="md" fullWidth onClick={() => setIsBegun(true)}>
          {t('account.secondFactor.begin')}
        </Button>
      )}
      <Anchor component="button" type="button" size="sm" mt="md" onClick={() => void leave(agent.id)}>
        {t('account.secondFactor.signOut')}
      </Anchor>
    </AuthLayout>
  );
}
