import type { CaseSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Alert, Button, FileButton, Group, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChannelFields, NewCaseFields, SummaryFields } from './contact-fields.js';
import { PlaceField } from './place-field.js';
import { useContactForm, type ContactForm } from './use-contact-form.js';

/** Attaches files; says that what was begun is kept, and leads to what was begun in another window. */
function FootStart({ form }: { form: ContactForm }) {
  const { t } = useTexts();
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
      {form.others.hasOther && (
        <Button variant="subtle" size="compact-sm" onClick={form.others.showOther}>
          {t('case.contact.showOther')}
        </Button>
      )}
    </Group>
  );
}

interface Props {
  item?: CaseSummary;
  /** It begins with a new case, also beside one that is open. */
  isNew?: boolean;
  onClose: () => void;
}

/** The dialog that records a call, a visit or a letter. */
export function RecordContactDialog({ item, isNew = false, onClose }: Props) {
  const { t } = useTexts();
  const form = useContactForm({ item, isNew, onClose });
  const { draft, change, opening, record } = form;
  const titleIn = ({ reference, citizen }: CaseSummary) =>
    citizen
      ? t('case.contact.titleOf', { reference, name: displayName(citizen.name) })
      : t('case.contact.titleIn', { reference });
  return (
    <FormDialog
      title={item && !opening ? titleIn(item) : t('case.contact.title')}
      size={600}
      error={form.address.elsewhere}
      submit={t(form.asksForName ? 'case.contact.recordWithout' : 'case.contact.record')}
      // What was begun is kept for when it is opened again.
      losesNothing
      pending={record.isPending}
      disabled={!form.ready}
      cancel={form.begun ? t('case.contact.discard') : undefined}
      before={<FootStart form={form} />}
      onSubmit={form.submit}
      onClose={onClose}
      onCancel={form.cancel}
      onFiles={form.add}
    >
      <ChannelFields draft={draft} change={change} kinds={form.kinds} kind={form.kind} />
      {item && <PlaceField {...{ draft, change, item }} openCases={form.openCases} addTo={form.addTo} />}
      {opening && (
        <NewCaseFields
          draft={draft}
          change={change}
          nearby={item?.citizen ?? null}
          isBesideCase={item !== undefined}
          openCases={form.openCases}
          addTo={form.addTo}
          address={form.address}
          owner={form.owner}
        />
      )}
      <SummaryFields
        {...{ draft, change, opening }}
        addTo={form.addTo}
        team={form.team}
        address={form.address}
        owner={form.owner}
      />
      {form.others.endedElsewhere && form.begun && (
        <Alert color="yellow" role="alert">
          {t('case.contact.endedElsewhere')}
        </Alert>
      )}
      {form.asksForName && (
        <Alert color="yellow" role="alert">
          {t('case.contact.ofNobody')}
        </Alert>
      )}
      <EditableAttachmentList
        files={draft.files}
        uploading={form.uploading}
        limits={form.limits}
        onRemove={(id) => change({ files: draft.files.filter((file) => file.id !== id) })}
      />
    </FormDialog>
  );
}
