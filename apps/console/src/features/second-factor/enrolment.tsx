import type { SecondFactorSecret } from '@guichet/contracts';
import { FormError } from '@guichet/ui';
import { Anchor, Button, CopyButton, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import { call } from '../../shared/api/client.js';
import { CodeField, isAboutCode } from '../../shared/forms/second-factor-code-field.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './enrolment.module.css';

/** Groups of four, as people read and type them. */
const inGroups = (secret: string) => secret.replace(/.{4}(?=.)/g, '$& ');

function Secret({ secret, uri }: SecondFactorSecret) {
  const { t } = useTexts();
  const qr = useMemo(() => `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 0 }))}`, [uri]);
  return (
    <div className={classes.pair}>
      <img className={classes.qr} src={qr} alt={t('account.secondFactor.qr')} width={200} height={200} />
      <div>
        <Text size="sm">{t('account.secondFactor.scan')}</Text>
        <Text size="sm" c="dimmed" mt={8}>
          {t('account.secondFactor.apps')}
        </Text>
        <Anchor className={classes.device} href={uri} size="sm">
          {t('account.secondFactor.device')}
        </Anchor>
        <Text size="sm" fw={500} mt={12}>
          {t('account.secondFactor.key')}
        </Text>
        <p className={classes.key}>
          <code translate="no">{inGroups(secret)}</code>
          <CopyButton value={secret}>
            {({ copy, copied }) => (
              <Button variant="subtle" size="compact-sm" onClick={copy}>
                {t(copied ? 'common.copied' : 'common.copy')}
              </Button>
            )}
          </CopyButton>
        </p>
      </div>
    </div>
  );
}

interface Props {
  /** The second factor counts from now on; the codes are shown this once. */
  onEnrolled: (recoveryCodes: string[]) => void;
  onCancel?: () => void;
}

/** Shows a new secret as a QR code and as a key to type, and asks for a code by which it begins to count. */
export function Enrolment({ onEnrolled, onCancel }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => call('beginSecondFactor', { idempotencyKey: undefined }) });
  const { mutate: beginNow } = begin;
  useEffect(() => beginNow(), [beginNow]);
  const confirm = useMutation({
    mutationFn: () => call('confirmSecondFactor', { body: { code }, idempotencyKey: undefined }),
    onSuccess: ({ recoveryCodes }) => {
      onEnrolled(recoveryCodes);
      void queryClient.invalidateQueries({ queryKey: ['second-factor'] });
    },
    onError: (error) => isAboutCode(error) && setCode(''),
  });
  if (begin.error)
    return (
      <Stack>
        <FormError error={begin.error} />
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => beginNow()}>
          {t('common.retry')}
        </Button>
      </Stack>
    );
  if (!begin.data) return <Skeleton height={200} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <Stack gap="md">
        <Secret {...begin.data} />
        <FormError error={isAboutCode(confirm.error) ? null : confirm.error} />
        <CodeField value={code} onChange={setCode} error={confirm.error} />
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={confirm.isPending}>
            {t('account.secondFactor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
