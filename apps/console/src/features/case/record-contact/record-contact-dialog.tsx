import type { CaseSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import { ChannelFields, NewCaseFields, PlaceField, SummaryFields } from './contact-fields.js';
import { useContactForm, type ContactForm } from './use-contact-form.js';

/** Attaches files; and says that what was begun is kept. */
function FootStart({ form }: { form: ContactForm }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <FileButton multiple onChange={form.add}>
        {(props) => (
          <Button {...props} variant="subtle" color="gray" leftSection={<IconPaperclip size={16} stroke={1.5} />}>
            {t('case.contact.files')}
          </Button>
        )}
      </FileButton>
      {form.begun && (
        <Text size="xs" c="var(--g-text-2)">
          {t('case.contact.kept')}
        </Text>
      )}
    </Group>
  );
}

/** The dialog that records a call, a visit or a letter. */
export function RecordContactDialog({ item, onClose }: { item?: CaseSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useContactForm(item, onClose);
  const { draft, change, opening, record } = form;
  return (
    <FormDialog
      title={item && !opening ? t('case.contact.titleIn', { reference: item.reference }) : t('case.contact.title')}
      size={600}
      error={record.error}
      submit={t('case.contact.record')}
      pending={record.isPending}
      disabled={!form.ready}
      cancel={form.begun ? t('case.contact.discard') : undefined}
      before={<FootStart form={form} />}
      onSubmit={form.submit}
      onClose={onClose}
      onCancel={form.leave}
      onFiles={form.add}
    >
      <ChannelFields draft={draft} change={change} kinds={form.kinds} kind={form.kind} />
      {item && <PlaceField draft={draft} change={change} />}
      {opening && <NewCaseFields draft={draft} change={change} />}
      <SummaryFields draft={draft} change={change} opening={opening} team={form.team} />
      <EditableAttachmentList
        files={draft.files}
        uploading={form.uploading}
        limits={form.limits}
        onRemove={(id) => change({ files: draft.files.filter((file) => file.id !== id) })}
      />
    </FormDialog>
  );
}
