import type { Attachment, CaseDetail, MessageEntry, Timeline } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Checkbox, FileButton, Radio, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../../../shared/api/failure.js';
import { AttachmentList } from '../../../shared/attachments/attachment-list.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { SideFindings } from './side-findings.js';
import { sideRecipientsQuery } from './side-queries.js';
import { useAskForm, type AskForm, type Quote } from './use-ask-form.js';

/** The files of the messages of a case that are on screen, the newest first. */
function useFilesOfCase(caseId: string): Attachment[] {
  const pages = useQueryClient().getQueriesData<Timeline>({ queryKey: ['timeline', caseId] });
  const files = pages
    .flatMap(([, timeline]) => timeline?.items ?? [])
    .toSorted((a, b) => b.position - a.position)
    .flatMap((entry) => (entry.kind === 'message' ? entry.attachments : []))
    .filter(({ inline, state }) => !inline && state === 'ready');
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

function QuoteField({ form, entry }: { form: AskForm; entry: MessageEntry | undefined }) {
  const { t } = useTranslation();
  const choices: readonly Quote[] = entry ? ['message', 'history', 'nothing'] : ['nothing', 'history'];
  return (
    <Radio.Group
      label={t('case.side.quote.label')}
      value={form.draft.quote}
      onChange={(quote) => form.change({ quote })}
    >
      <Stack gap={6} mt={6}>
        {choices.map((quote) => (
          <Radio key={quote} value={quote} label={t(`case.side.quote.${quote}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function FilesField({ form, files }: { form: AskForm; files: readonly Attachment[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (files.length === 0) return null;
  return (
    <Checkbox.Group
      label={t('case.side.files')}
      value={form.draft.forwarded}
      onChange={(forwarded) => form.change({ forwarded })}
    >
      <Stack gap={6} mt={6} mah={148} style={{ overflowY: 'auto' }}>
        {files.map(({ id, name, size }) => (
          <Checkbox key={id} value={id} label={`${name} · ${formats.size(size)}`} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function AddressFields({ form }: { form: AskForm }) {
  const { t } = useTranslation();
  const { data: known = [] } = useQuery(sideRecipientsQuery);
  const { draft, change } = form;
  return (
    <>
      <TagsInput
        data-autofocus
        label={t('case.side.to')}
        description={t('case.side.toHint')}
        data={known.map(({ value }) => value)}
        splitChars={[',', ';', ' ']}
        acceptValueOnBlur
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      <TextInput
        label={t('case.message.subject')}
        maxLength={250}
        value={draft.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('case.side.text')}
        autosize
        minRows={4}
        maxRows={10}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </>
  );
}

function AddFiles({ form }: { form: AskForm }) {
  const { t } = useTranslation();
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
  const { t } = useTranslation();
  const form = useAskForm(item, entry, onClose);
  const files = useFilesOfCase(item.id);
  const { draft, send, findings } = form;
  const isForFindings = isFailure(send.error, 'disclosure-check');
  return (
    <FormDialog
      title={t(entry ? 'case.side.forwardTitle' : 'case.side.askTitle', { reference: item.reference })}
      size={620}
      error={isForFindings ? null : send.error}
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
      <AddressFields form={form} />
      <QuoteField form={form} entry={entry} />
      <FilesField form={form} files={files} />
      <AttachmentList
        files={draft.files}
        uploading={form.uploading}
        limits={form.limits}
        onRemove={(id) => form.change({ files: draft.files.filter((file) => file.id !== id) })}
      />
      <SideFindings findings={findings} />
    </FormDialog>
  );
}
