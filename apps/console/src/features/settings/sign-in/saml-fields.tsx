import type { SamlProviderFacts, SigningCertificate } from '@guichet/contracts';
import { FormColumn } from '@guichet/ui';
import { Button, List, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText, useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { codeStyles, MetadataField } from './metadata-field.js';
import { certificatesText, type ProviderFormState } from './provider-values.js';

/** What a provider that speaks SAML gave: entered one by one, or read from its metadata. */
export function SamlFields({ form, stored }: { form: ProviderFormState; stored: readonly SigningCertificate[] }) {
  const { t } = useTexts();
  const [certificates, setCertificates] = useState(stored);
  const take = ({ issuer, signInUrl, certificates: read }: SamlProviderFacts) => {
    form.setValues({ issuer, signInUrl, certificates: certificatesText(read) });
    form.clearErrors();
    setCertificates(read);
  };
  const isShown = certificatesText(certificates) === form.values.certificates.trim();
  return (
    <FormColumn>
      <TextInput
        label={t('signIn.name')}
        description={t('signIn.nameHint', { name: form.values.name || '…' })}
        required
        maxLength={60}
        {...form.getInputProps('name')}
      />
      <ReadMetadata onRead={take} />
      <TextInput
        label={t('signIn.saml.entityId')}
        description={t('signIn.issuerHint.saml')}
        maxLength={500}
        {...form.getInputProps('issuer')}
      />
      <TextInput
        label={t('signIn.saml.signInUrl')}
        description={t('signIn.saml.signInUrlHint')}
        placeholder="https://…"
        type="url"
        maxLength={1000}
        {...form.getInputProps('signInUrl')}
      />
      <Textarea
        label={t('signIn.saml.certificates')}
        description={t('signIn.saml.certificatesHint')}
        placeholder="-----BEGIN CERTIFICATE-----"
        rows={5}
        spellCheck={false}
        maxLength={20_000}
        styles={codeStyles}
        {...form.getInputProps('certificates')}
      />
      {isShown && certificates.length > 0 && <ShownCertificates certificates={certificates} />}
      <TextInput
        label={t('signIn.saml.mailAttribute')}
        description={t('signIn.saml.mailAttributeHint')}
        placeholder={t('signIn.saml.usualNames')}
        maxLength={300}
        spellCheck={false}
        {...form.getInputProps('mailAttribute')}
      />
    </FormColumn>
  );
}

/** By which certificates are compared with those of the provider, and how long they last. */
function ShownCertificates({ certificates }: { certificates: readonly SigningCertificate[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <List fz="sm" spacing={6}>
      {certificates.map(({ subject, endsAt, fingerprint }) => (
        <List.Item key={fingerprint}>
          {t('signIn.saml.certificate', { subject, at: formats.date(endsAt) })}
          <br />
          <code style={{ overflowWrap: 'anywhere', fontSize: '0.75rem' }}>SHA-256 {fingerprint}</code>
        </List.Item>
      ))}
    </List>
  );
}

/** Metadata fill the fields below; nothing is stored before they are saved. */
function ReadMetadata({ onRead }: { onRead: (facts: SamlProviderFacts) => void }) {
  const { t } = useTexts();
  const reasonText = useReasonText();
  const problemText = useProblemText();
  const [xml, setXml] = useState('');
  const read = useMutation({
    mutationFn: () => call('readSamlMetadata', { body: { xml }, idempotencyKey: undefined }),
    onSuccess: (facts) => {
      onRead(facts);
      setXml('');
    },
  });
  const [wrong] = isFailure(read.error) ? (read.error.problem.errors ?? []) : [];
  return (
    <MetadataField
      value={xml}
      description={t('signIn.saml.metadataHint')}
      error={wrong?.reason ? reasonText(wrong.reason, wrong.data) : read.error && problemText(read.error)}
      onText={setXml}
    >
      <Button
        variant="default"
        size="xs"
        disabled={xml.trim() === ''}
        loading={read.isPending}
        onClick={() => read.mutate()}
      >
        {t('signIn.saml.read')}
      </Button>
      <Text component="span" size="sm" role="status">
        {read.isSuccess && xml === '' && t('signIn.saml.wasRead')}
      </Text>
    </MetadataField>
  );
}
