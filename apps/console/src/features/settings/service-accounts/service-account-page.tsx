import type { ServiceAccount } from '@guichet/contracts';
import { ErrorState, Hint, PageHead, PageSection } from '@guichet/ui';
import { ActionIcon, Badge, Button, Group, Skeleton, Switch } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { serviceAccountsQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { NotFound } from '../../../shared/router/not-found.js';
import { AgentRoles } from '../roles/index.js';
import { ServiceAccountDialog } from './service-account-dialog.js';
import { ServiceSecrets } from './service-secrets.js';
import classes from './service-accounts.module.css';

const route = getRouteApi('/console/settings/service-accounts/$accountId');

/** One service account: what it is, its secrets and its roles. */
export function ServiceAccountPage() {
  const { t } = useTexts();
  const { accountId } = route.useParams();
  const { data: accounts, error, refetch } = useQuery(serviceAccountsQuery);
  if (error && !accounts)
    return <ErrorState error={error} what={t('serviceAccounts.failed')} onRetry={() => void refetch()} />;
  if (!accounts) return <Skeleton height={480} />;
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) return <NotFound />;
  return (
    <>
      <PageHead
        back={
          <ActionIcon component={Link} to="/settings/service-accounts" aria-label={t('serviceAccounts.all')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <h1>
          <bdi>{account.name}</bdi>
        </h1>
        {!account.enabled && (
          <Badge variant="light" color="gray" tt="none">
            {t('serviceAccounts.disabled')}
          </Badge>
        )}
      </PageHead>
      <About account={account} />
      <ServiceSecrets account={account} />
      <Suspense fallback={<Skeleton height={160} />}>
        <AgentRoles agent={account} isService />
      </Suspense>
      <Access account={account} />
    </>
  );
}

function About({ account }: { account: ServiceAccount }) {
  const { t } = useTexts();
  const formats = useFormats();
  const [isEditing, setIsEditing] = useState(false);
  const facts = [
    [t('serviceAccounts.purpose'), account.purpose],
    [t('serviceAccounts.contact'), account.contact],
    [
      t('serviceAccounts.scopes'),
      formats.list(account.scopes.map((scope) => t(`tokens.scope.${scope.replace(':', '-') as 'admin'}`))),
    ],
    [
      t('serviceAccounts.created'),
      t('serviceAccounts.createdBy', { date: formats.date(account.createdAt), name: account.createdBy }),
    ],
    [
      t('serviceAccounts.used'),
      account.lastUsedAt ? formats.dateTime(account.lastUsedAt) : t('serviceAccounts.unused'),
    ],
  ] as const;
  return (
    <PageSection>
      <h2>{t('serviceAccounts.about')}</h2>
      <dl className={classes.facts}>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={() => setIsEditing(true)}>
        {t('common.editShort')}
      </Button>
      {isEditing && (
        <ServiceAccountDialog
          account={account}
          onSaved={() => setIsEditing(false)}
          onClose={() => setIsEditing(false)}
        />
      )}
    </PageSection>
  );
}

/** Both ask once more in place: a program that is shut out stops, and nothing brings a deleted account back. */
function Access({ account: { id, name, enabled } }: { account: ServiceAccount }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [asked, setAsked] = useState<'disable' | 'delete'>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['service-accounts'] });
  const enable = useMutation({
    mutationFn: (wanted: boolean) => call('updateServiceAccount', { params: { id }, body: { enabled: wanted } }),
    onSuccess: async (saved) => {
      setAsked(undefined);
      await refresh();
      toast({ message: t(saved.enabled ? 'serviceAccounts.isEnabled' : 'serviceAccounts.isDisabled') });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  const remove = useMutation({
    mutationFn: () => call('deleteServiceAccount', { params: { id } }),
    onSuccess: async () => {
      await navigate({ to: '/settings/service-accounts' });
      await refresh();
      toast({ message: t('serviceAccounts.deleted', { name }) });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  return (
    <PageSection>
      <h2>{t('serviceAccounts.access')}</h2>
      <Hint>{t('serviceAccounts.accessHint')}</Hint>
      <Switch
        mb="md"
        label={t('serviceAccounts.enabled')}
        checked={enabled}
        disabled={enable.isPending}
        onChange={({ currentTarget: { checked } }) => (checked ? enable.mutate(true) : setAsked('disable'))}
      />
      <Group>
        {asked ? (
          <>
            <Button
              color="red"
              loading={enable.isPending || remove.isPending}
              onClick={() => (asked === 'delete' ? remove.mutate() : enable.mutate(false))}
            >
              {t(asked === 'delete' ? 'serviceAccounts.confirmDelete' : 'serviceAccounts.confirmDisable', { name })}
            </Button>
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {t('common.cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setAsked('delete')}>
            {t('serviceAccounts.delete')}
          </Button>
        )}
      </Group>
    </PageSection>
  );
}
