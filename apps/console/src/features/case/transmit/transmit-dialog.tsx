import type { CaseDetail } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Autocomplete, Button, Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { FilesToForward, useFilesOfCase } from '../side/files-to-forward.js';
import { MessageToOthersFields, QuoteField } from '../side/message-to-others-fields.js';
import { authoritiesQuery } from '../side/side-queries.js';
import { TransmitPreview } from './transmit-preview.js';
import { useFocusOnStep } from './use-focus-on-step.js';
import { useTransmitForm, type TransmitForm } from './use-transmit-form.js';

/** The competent administration: one to which colleagues have passed requests on brings its addresses. */
function AuthorityFields({ form: { draft, change } }: { form: TransmitForm }) {
  const { t } = useTexts();
  const { data: known = [] } = useQuery(authoritiesQuery);
  return (
    <>
      <Autocomplete
        data-autofocus
        label={t('case.transmit.authority')}
        description={t('case.transmit.authorityHint')}
        required
        maxLength={200}
        data={known.map(({ authority }) => authority)}
        value={draft.authority}
        onChange={(authority) => change({ authority })}
        onOptionSubmit={(authority) => {
          const found = known.find((one) => one.authority === authority);
          if (found) change({ ...found, to: found.to.map(({ value }) => value) });
        }}
      />
      <TextInput
        label={t('case.transmit.contact')}
        description={t('case.transmit.contactHint')}
        maxLength={300}
        value={draft.contact}
        onChange={(event) => change({ contact: event.currentTarget.value })}
      />
    </>
  );
}

function WayField({ form: { draft, change } }: { form: TransmitForm }) {
  const { t } = useTexts();
  return (
    <Radio.Group
      label={t('case.transmit.how')}
      value={draft.how}
      onChange={(how) => change({ how: how === 'outside' ? how : 'mail' })}
    >
      <Stack gap={6} mt={6}>
        <Radio value="mail" label={t('case.transmit.byMail')} />
        <Radio value="outside" label={t('case.transmit.outside')} />
      </Stack>
    </Radio.Group>
  );
}

/** The message to the administration. */
function MailFields({ form, caseId }: { form: TransmitForm; caseId: string }) {
  const { t } = useTexts();
  const files = useFilesOfCase(caseId);
  const { draft, change } = form;
  return (
    <>
      <MessageToOthersFields value={draft} onChange={change} />
      {form.hasRequest && (
        <QuoteField
          choices={[
            { value: 'message', label: t('case.transmit.lastRequest') },
            { value: 'history', label: t('case.side.quote.history') },
          ]}
          value={draft.quote}
          onChange={(quote) => change({ quote })}
        />
      )}
      <FilesToForward files={files} chosen={draft.forwarded} onChange={(forwarded) => change({ forwarded })} />
    </>
  );
}

interface FieldsProps {
  form: TransmitForm;
  caseId: string;
  lead: RefObject<HTMLParagraphElement | null>;
}

function Fields({ form, caseId, lead }: FieldsProps) {
  const { t } = useTexts();
  const may = useMay();
  const { draft, change } = form;
  return (
    <>
      <Text ref={lead} tabIndex={-1} size="sm" c="var(--g-text-2)">
        {t('case.transmit.lead')}
      </Text>
      <AuthorityFields form={form} />
      <WayField form={form} />
      {draft.how === 'mail' ? (
        <MailFields form={form} caseId={caseId} />
      ) : (
        <TextInput
          type="date"
          label={t('case.transmit.on')}
          required
          value={draft.on}
          onChange={(event) => change({ on: event.currentTarget.value })}
        />
      )}
      {may('case.close') && (
        <Checkbox
          label={t('case.transmit.closes')}
          checked={draft.closes}
          onChange={(event) => change({ closes: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** The dialog that passes a request on to the competent administration and tells the citizen, who reads both messages first. */
export function TransmitDialog({ item, onClose }: { item: CaseDetail; onClose: () => void }) {
  const { t } = useTexts();
  const form = useTransmitForm(item, onClose);
  const { preview } = form;
  const shown = preview.data;
  const lead = useFocusOnStep(shown !== undefined);
  return (
    <FormDialog
      title={t('case.transmit.title', { reference: item.reference })}
      size={shown ? 900 : 620}
      error={form.error}
      submit={t(shown ? 'case.transmit.submit' : 'case.transmit.preview')}
      pending={preview.isPending || form.sending}
      disabled={!form.isReady || form.isStale}
      before={
        shown && (
          <Button variant="subtle" onClick={form.edit}>
            {t('case.transmit.edit')}
          </Button>
        )
      }
      onSubmit={() => (shown ? form.send() : preview.mutate())}
      onClose={onClose}
    >
      {shown ? (
        <TransmitPreview form={form} preview={shown} caseId={item.id} lead={lead} />
      ) : (
        <Fields form={form} caseId={item.id} lead={lead} />
      )}
    </FormDialog>
  );
}
