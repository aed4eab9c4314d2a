import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, FileButton, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { isFailure } from '../../../shared/api/failure.js';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { FilesToForward, useFilesOfCase } from './files-to-forward.js';
import { SideDisclosureFindings } from './side-disclosure-findings.js';
import { MessageToOthersFields, QuoteField } from './message-to-others-fields.js';
import { useNewSideConversationForm, type AskForm, type Quote } from './use-new-side-conversation-form.js';

function AddFiles({ form }: { form: AskForm }) {
  const { t } = useTexts();
  return (
    <FileButton multiple onChange={form.add}>
      {(props) => (
        <Button {...props} variant="subtle" color="gray" leftSection={<IconPaperclip size={16} stroke={1.5} />}>
          {t('case.side.attach')}
        </Button>
      )}
    </FileButton>
  );
}

interface Props {
  item: CaseDetail;
  /** The message that is forwarded; undefined: somebody is asked about the case. */
  entry?: MessageEntry;
  onClose: () => void;
}

/** The dialog that forwards a message or a case, or asks somebody about it, without the citizen. */
export function AskDialog({ item, entry, onClose }: Props) {
  const { t } = useTexts();
  const form = useNewSideConversationForm(item, entry, onClose);
  const files = useFilesOfCase(item.id);
  const { draft, send, findings } = form;
  const quotes: readonly Quote[] = entry ? ['message', 'history', 'nothing'] : ['nothing', 'history'];
  const isForFindings = isFailure(send.error, 'disclosure-check');
  return (
    <FormDialog
      title={t(entry ? 'case.side.forwardTitle' : 'case.side.askTitle', { reference: item.reference })}
      size={620}
      error={isForFindings ? null : send.error}
      isBegun={draft.files.length > 0}
      submit={t('case.side.send')}
      pending={send.isPending}
      disabled={!form.isReady}
      before={<AddFiles form={form} />}
      onSubmit={() => send.mutate()}
      onClose={onClose}
      onFiles={form.add}
    >
      <Text size="sm" c="var(--g-text-2)">
        {t('case.side.lead')}
      </Text>
      <MessageToOthersFields isFirst value={draft} hint={t('case.side.toHint')} onChange={form.change} />
      <QuoteField
        choices={quotes.map((quote) => ({ value: quote, label: t(`case.side.quote.${quote}`) }))}
        value={draft.quote}
        onChange={(quote) => form.change({ quote })}
      />
      <FilesToForward files={files} chosen={draft.forwarded} onChange={(forwarded) => form.change({ forwarded })} />
      <EditableAttachmentList
        files={draft.files}
        uploading={form.uploading}
        limits={form.limits}
        onRemove={(id) => form.change({ files: draft.files.filter((file) => file.id !== id) })}
      />
      <SideDisclosureFindings findings={findings} />
    </FormDialog>
  );
}
