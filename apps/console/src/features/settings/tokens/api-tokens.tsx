import { PersonalScope } from '@guichet/contracts';
import { ErrorState, FormDialog, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Button, Checkbox, NumberInput, Skeleton, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { tokensQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useMay } from '../../../shared/session/use-session.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const may = useMay();
  const form = useForm({
    initialValues: { name: '', scopes: ['cases:read'] as (typeof PersonalScope.options)[number][], expiresInDays: 365 },
    validate: { scopes: (value) => (value.length ? null : t('tokens.scopeMissing')) },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => call('createToken', { body: values }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (create.data)
    return (
      <SecretDialog title={t('tokens.created')} text={t('tokens.once')} secret={create.data.token} onClose={onClose} />
    );
  return (
    <FormDialog
      title={t('tokens.create')}
      error={create.error}
      submit={t('tokens.submit')}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('tokens.name')}
        description={t('tokens.nameHint')}
        required
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <Checkbox.Group label={t('tokens.scopes')} {...form.getInputProps('scopes')}>
        <Stack gap={8} mt={6}>
          {PersonalScope.options
            .filter((scope) => scope !== 'admin' || may('agent.manage'))
            .filter((scope) => scope !== 'quarantine:read' || may('quarantine.read'))
            .map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`tokens.scope.${scope.replace(':', '-') as 'admin'}`)} />
            ))}
        </Stack>
      </Checkbox.Group>
      <NumberInput
        label={t('tokens.days')}
        min={1}
        max={730}
        allowDecimal={false}
        {...form.getInputProps('expiresInDays')}
      />
    </FormDialog>
  );
}

export function ApiTokens() {
  const { t } = useTexts();
  const formats = useFormats();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: tokens, error, refetch } = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const revoke = useMutation({
    mutationFn: (id: string) => call('deleteToken', { params: { id } }),
    onError: (failure) => toastFailure(t('tokens.revokeFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <PageSection>
      <h2>{t('tokens.title')}</h2>
      <Hint>{t('tokens.hint')}</Hint>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !tokens ? (
        <Skeleton height={60} />
      ) : (
        tokens.length > 0 && (
          <RowList>
            {tokens.map((token) => (
              <Row key={token.id}>
                <RowMain>
                  <RowName>{token.name}</RowName>
                  <RowDetail>
                    {token.scopes.join(', ')} · {t('tokens.expires', { at: formats.dateTime(token.expiresAt) })} ·{' '}
                    {token.lastUsedAt
                      ? t('tokens.used', { at: formats.dateTime(token.lastUsedAt) })
                      : t('tokens.unused')}
                  </RowDetail>
                </RowMain>
                <Button
                  variant="default"
                  size="xs"
                  loading={revoke.isPending && revoke.variables === token.id}
                  onClick={() => revoke.mutate(token.id)}
                >
                  {t('tokens.revoke')}
                </Button>
              </Row>
            ))}
          </RowList>
        )
      )}
      <Button variant="default" mt="md" onClick={() => setCreating(true)}>
        {t('tokens.create')}
      </Button>
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </PageSection>
  );
}
