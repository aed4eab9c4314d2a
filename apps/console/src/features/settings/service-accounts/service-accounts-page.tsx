import type { ServiceAccount } from '@guichet/contracts';
import { EmptyState, ErrorState, PageHead, PageLead, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { IconChevronRight, IconPlus, IconRobot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { serviceAccountsQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ServiceAccountDialog } from './service-account-dialog.js';
import { isSecretMissingOrExpiresSoon } from './secret-missing-or-expires-soon.js';

/** The accounts of the organisation for programs. */
export function ServiceAccountsPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { data: accounts, error, refetch } = useQuery(serviceAccountsQuery);
  const [isAdding, setIsAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setIsAdding(true)}>
      {t('serviceAccounts.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('serviceAccounts.title')}</h1>
        {accounts && accounts.length > 0 && add}
      </PageHead>
      <PageLead>{t('serviceAccounts.lead')}</PageLead>
      {error && !accounts ? (
        <ErrorState error={error} what={t('serviceAccounts.failed')} onRetry={() => void refetch()} />
      ) : !accounts ? (
        <Skeleton height={180} />
      ) : accounts.length === 0 ? (
        <EmptyState icon={IconRobot} title={t('serviceAccounts.none')} action={add} />
      ) : (
        <RowList>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </RowList>
      )}
      {isAdding && (
        <ServiceAccountDialog
          onSaved={({ id }) =>
            void navigate({ to: '/settings/service-accounts/$accountId', params: { accountId: id } })
          }
          onClose={() => setIsAdding(false)}
        />
      )}
    </>
  );
}

function AccountRow({ account }: { account: ServiceAccount }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { id, name, purpose, enabled, secrets, lastUsedAt } = account;
  const [newest] = secrets;
  const facts = [
    newest
      ? t('serviceAccounts.secret.ends', { date: formats.date(newest.expiresAt) })
      : t('serviceAccounts.secret.missing'),
    lastUsedAt ? t('tokens.used', { at: formats.dateTime(lastUsedAt) }) : t('tokens.unused'),
  ];
  return (
    <Row off={!enabled}>
      <RowMain>
        <RowName>
          <Link to="/settings/service-accounts/$accountId" params={{ accountId: id }} data-whole-row>
            <bdi>{name}</bdi>
          </Link>
          {!enabled && (
            <Badge variant="light" color="gray" tt="none">
              {t('serviceAccounts.disabled')}
            </Badge>
          )}
          {enabled && isSecretMissingOrExpiresSoon(newest) && (
            <Badge variant="light" color="orange" tt="none">
              {t(newest ? 'serviceAccounts.secret.soon' : 'serviceAccounts.secret.none')}
            </Badge>
          )}
        </RowName>
        <RowDetail>{purpose}</RowDetail>
        <RowDetail>{facts.join(' · ')}</RowDetail>
      </RowMain>
      <IconChevronRight size={16} stroke={1.5} aria-hidden />
    </Row>
  );
}
