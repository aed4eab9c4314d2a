import { OVERLAP_HOURS, type ServiceAccount, type ServiceSecret } from '@guichet/contracts';
import { FormDialog, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, NumberInput, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { organisationQuery } from '../../../shared/api/queries.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ApiExampleRequest } from './api-example-request.js';
import classes from './service-accounts.module.css';

/** How long the secret before stays good, in hours. */
const OVERLAPS = [0, 1, OVERLAP_HOURS, 72, 168, 720] as const;

/** What a program shows to be let in: the ID of the account, and one secret or, for a while, two. */
export function ServiceSecrets({ account }: { account: ServiceAccount }) {
  const { t } = useTexts();
  const [isMaking, setIsMaking] = useState(false);
  const { secrets } = account;
  return (
    <PageSection>
      <h2>{t('serviceAccounts.secret.title')}</h2>
      <Hint>{t('serviceAccounts.secret.hint')}</Hint>
      <div className={classes.clientId}>
        <p>{t('serviceAccounts.clientId')}</p>
        <CopiedValue value={account.id} />
      </div>
      <ApiExampleRequest />
      {secrets.length === 0 ? (
        <p>{t('serviceAccounts.secret.noneYet')}</p>
      ) : (
        <RowList>
          {secrets.map((secret, n) => (
            <SecretRow key={secret.id} accountId={account.id} secret={secret} isNewest={n === 0} />
          ))}
        </RowList>
      )}
      <Button
        variant="default"
        mt="md"
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => setIsMaking(true)}
      >
        {t(secrets.length === 0 ? 'serviceAccounts.secret.make' : 'serviceAccounts.secret.renew')}
      </Button>
      {isMaking && <NewSecretDialog account={account} onClose={() => setIsMaking(false)} />}
    </PageSection>
  );
}

interface SecretRowProps {
  accountId: string;
  secret: ServiceSecret;
  isNewest: boolean;
}

function SecretRow({ accountId, secret, isNewest }: SecretRowProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const created = t('serviceAccounts.secret.created', { at: formats.dateTime(secret.createdAt) });
  const end = useMutation({
    mutationFn: () => call('endServiceSecret', { params: { id: accountId, secretId: secret.id } }),
    onSuccess: () => toast({ message: t('serviceAccounts.secret.ended') }),
    onError: (error) => toastFailure(created, problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['service-accounts'] }),
  });
  return (
    <Row>
      <RowMain>
        <RowName>
          {created}
          {!isNewest && (
            <Badge variant="light" color="gray" tt="none">
              {t('serviceAccounts.secret.before')}
            </Badge>
          )}
        </RowName>
        <RowDetail>
          {t('tokens.expires', { at: formats.dateTime(secret.expiresAt) })} ·{' '}
          {secret.lastUsedAt ? t('tokens.used', { at: formats.dateTime(secret.lastUsedAt) }) : t('tokens.unused')}
        </RowDetail>
      </RowMain>
      <Button
        variant="default"
        size="xs"
        loading={end.isPending}
        onClick={() => end.mutate()}
        aria-label={t('serviceAccounts.secret.endThis', { created })}
      >
        {t('tokens.revoke')}
      </Button>
    </Row>
  );
}

function NewSecretDialog({ account, onClose }: { account: ServiceAccount; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: organisation } = useQuery(organisationQuery);
  const max = organisation?.serviceSecretDays;
  const isFirst = account.secrets.length === 0;
  const form = useForm({ initialValues: { expiresInDays: '' as number | '', overlapHours: String(OVERLAP_HOURS) } });
  const make = useMutation({
    mutationFn: ({ expiresInDays, overlapHours }: typeof form.values) =>
      call('createServiceSecret', {
        params: { id: account.id },
        body: {
          overlapHours: Number(overlapHours),
          ...(expiresInDays !== '' && { expiresInDays }),
        },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['service-accounts'] }),
  });
  if (make.data)
    return (
      <SecretDialog
        title={t('serviceAccounts.secret.made')}
        text={t('tokens.once')}
        secret={make.data.secret}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={t(isFirst ? 'serviceAccounts.secret.make' : 'serviceAccounts.secret.renew')}
      error={make.error}
      submit={t('serviceAccounts.secret.submit')}
      pending={make.isPending}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
      onClose={onClose}
    >
      <NumberInput
        data-autofocus
        label={t('tokens.days')}
        description={max && t('serviceAccounts.secret.daysHint', { count: max })}
        placeholder={max ? String(max) : ''}
        min={1}
        max={max}
        allowDecimal={false}
        {...form.getInputProps('expiresInDays')}
      />
      {!isFirst && (
        <Select
          label={t('serviceAccounts.secret.overlap')}
          description={t('serviceAccounts.secret.overlapHint')}
          data={OVERLAPS.map((hours) => ({
            value: String(hours),
            label:
              hours === 0
                ? t('serviceAccounts.secret.atOnce')
                : hours % 24 === 0
                  ? t('serviceAccounts.secret.overlapDays', { count: hours / 24 })
                  : t('serviceAccounts.secret.overlapHours', { count: hours }),
          }))}
          allowDeselect={false}
          {...form.getInputProps('overlapHours')}
        />
      )}
    </FormDialog>
  );
}
