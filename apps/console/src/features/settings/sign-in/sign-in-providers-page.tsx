import type { SignInProvider } from '@guichet/contracts';
import { EmptyState, ErrorState, PageHead, PageLead, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { IconChevronRight, IconLogin2, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SecondFactorRequirementSettings } from '../../second-factor/index.js';
import { AddProviderDialog } from './add-provider-dialog.js';
import { signInProvidersQuery } from './sign-in-provider-queries.js';
import { LinkedProviderAccounts } from './linked-provider-accounts.js';

function ProviderRow({ provider: { id, name, active, domains, issuer } }: { provider: SignInProvider }) {
  const { t } = useTexts();
  return (
    <Row off={!active || undefined}>
      <RowMain>
        <RowName>
          <Link to="/settings/sign-in/$providerId" params={{ providerId: id }} data-whole-row>
            <bdi>{name}</bdi>
          </Link>
          <Badge variant="light" {...(!active && { color: 'gray' })} tt="none">
            {t(active ? 'signIn.active' : 'signIn.inactive')}
          </Badge>
        </RowName>
        <RowDetail>{[URL.parse(issuer)?.host || issuer, ...domains].filter(Boolean).join(' · ')}</RowDetail>
      </RowMain>
      <IconChevronRight size={16} stroke={1.5} aria-hidden />
    </Row>
  );
}

/** The providers by which agents sign in, and their accounts there. */
export function SignInProvidersPage() {
  const { t } = useTexts();
  const { data: providers, error, refetch } = useQuery(signInProvidersQuery);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setAdding(true)}>
      {t('signIn.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('signIn.title')}</h1>
        {providers?.length !== 0 && add}
      </PageHead>
      <PageLead>{t('signIn.lead')}</PageLead>
      {error && !providers ? (
        <ErrorState error={error} what={t('signIn.failed')} onRetry={() => void refetch()} />
      ) : !providers ? (
        <Skeleton height={120} />
      ) : providers.length === 0 ? (
        <EmptyState icon={IconLogin2} title={t('signIn.empty')} action={add}>
          {t('signIn.emptyText')}
        </EmptyState>
      ) : (
        <>
          <RowList>
            {providers.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} />
            ))}
          </RowList>
          <LinkedProviderAccounts />
        </>
      )}
      <SecondFactorRequirementSettings />
      {adding && <AddProviderDialog onClose={() => setAdding(false)} />}
    </>
  );
}
