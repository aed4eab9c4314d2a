import type { DkimAlgorithm, DkimKey, SendingDomain } from '@guichet/contracts';
import { FormDialog, Hint, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Button, Menu, Switch } from '@mantine/core';
import { IconChevronDown, IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './deliverability.module.css';
import { useDomainChangeCallbacks } from './use-domain-change-callbacks.js';

/** Whether a domain signs its mail here, and its keys. */
export function DkimKeys({ domain: { domain, signs, keys } }: { domain: SendingDomain }) {
  const { t } = useTexts();
  const outcome = useDomainChangeCallbacks(t('deliverability.keys.failed'));
  const sign = useMutation({
    async mutationFn(on: boolean) {
      await call('updateSendingDomain', { params: { domain }, body: { signs: on } });
      // What is said above follows from it.
      await call('checkSendingDomain', { params: { domain } });
    },
    ...outcome,
  });
  return (
    <div className={classes.keys}>
      <h3>{t('deliverability.keys.title')}</h3>
      <Hint>{t('deliverability.keys.lead')}</Hint>
      {keys.length > 0 && (
        <>
          <Switch
            label={t('deliverability.keys.sign', { domain })}
            checked={sign.isPending ? sign.variables : signs}
            onChange={(event) => sign.mutate(event.currentTarget.checked)}
          />
          <RowList>
            {keys.map((key) => (
              <KeyRow key={key.id} domain={domain} dkimKey={key} />
            ))}
          </RowList>
        </>
      )}
      <MakeKey domain={domain} isFirst={keys.length === 0} />
    </div>
  );
}

function MakeKey({ domain, isFirst }: { domain: string; isFirst: boolean }) {
  const { t } = useTexts();
  const outcome = useDomainChangeCallbacks(t('deliverability.keys.failed'));
  const make = useMutation({
    async mutationFn(algorithm: DkimAlgorithm) {
      await call('createDkimKey', { params: { domain }, body: { algorithm } });
      // Its record is then among the lines to add.
      await call('checkSendingDomain', { params: { domain } });
    },
    ...outcome,
  });
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconKey size={16} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          loading={make.isPending}
        >
          {t(isFirst ? 'deliverability.keys.make' : 'deliverability.keys.renew')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!isFirst && <Menu.Label>{t('deliverability.keys.renewHint')}</Menu.Label>}
        <Menu.Item onClick={() => make.mutate('rsa')}>{t('deliverability.keys.rsa')}</Menu.Item>
        <Menu.Item onClick={() => make.mutate('ed25519')}>{t('deliverability.keys.ed25519')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const KIND = { rsa: 'RSA 2048', ed25519: 'Ed25519' } as const;

function KeyRow({
  domain,
  dkimKey: { id, selector, algorithm, publishedAt, replacedAt },
}: {
  domain: string;
  dkimKey: DkimKey;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  const [deleting, setDeleting] = useState(false);
  const remove = useMutation({
    mutationFn: () => call('deleteDkimKey', { params: { domain, keyId: id } }),
    ...useDomainChangeCallbacks(t('deliverability.keys.failed')),
    onSuccess: () => setDeleting(false),
  });
  const state = replacedAt
    ? t('deliverability.keys.replaced', { at: formats.date(replacedAt) })
    : publishedAt
      ? t('deliverability.keys.active', { at: formats.date(publishedAt) })
      : t('deliverability.keys.waiting');
  return (
    <Row off={replacedAt !== null}>
      <RowMain>
        <RowName>{selector}</RowName>
        <RowDetail>
          {KIND[algorithm]} · {state}
        </RowDetail>
      </RowMain>
      <Button
        variant="default"
        size="xs"
        aria-label={t('deliverability.keys.deleteAria', { selector })}
        onClick={() => setDeleting(true)}
      >
        {t('deliverability.keys.delete')}
      </Button>
      {deleting && (
        <FormDialog
          title={t('deliverability.keys.deleteConfirm', { selector })}
          error={remove.error}
          submit={t('deliverability.keys.delete')}
          pending={remove.isPending}
          onSubmit={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          <p>{t('deliverability.keys.deleteText')}</p>
        </FormDialog>
      )}
    </Row>
  );
}
