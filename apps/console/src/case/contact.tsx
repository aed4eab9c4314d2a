import type { CaseDetail, CaseSummary, OpenByContact, PostContact } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Button, FileButton, Group, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { Files } from '../composer/files.js';
import { useUploads } from '../composer/use-uploads.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { WhoField } from '../person/who-field.js';
import { prefer, preferences } from '../session/preferences.js';
import { FormDialog } from '../shell/form-dialog.js';
import { toast } from '../shell/toast.js';
import classes from './contact.module.css';
import { useContactDraft } from './use-contact-draft.js';

/** What is sent, whatever case it belongs to. */
type Said = Pick<PostContact, 'channel' | 'direction' | 'text' | 'at' | 'attachmentIds' | 'address'>;

/** Writes it down where it belongs: in a case, or in a new one. */
function useRecord(item: CaseSummary | undefined, onDone: () => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async ({ said, opening }: { said: Said; opening?: Omit<OpenByContact, keyof Said> }) => {
      const body = { ...said, ...opening };
      if (item && !opening) await post(`/cases/${item.id}/contacts`, body, { idempotencyKey });
      return opening ? await post<CaseDetail>('/contacts', body, { idempotencyKey }) : undefined;
    },
    onSuccess: (opened, { said }) => {
      prefer({ contact: said.channel });
      onDone();
      toast({ message: t('contact.done') });
      for (const name of ['timeline', 'case', 'cases', 'citizen', 'reach'])
        void queryClient.invalidateQueries({ queryKey: [name] });
      if (opened) void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: opened.id } });
    },
  });
}

/** Writes a call, a visit or a letter down, in a few seconds and without the mouse. */
export function Contact({ item, onClose }: { item?: CaseSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const channels = useChannelWords();
  const recorded = channels.kinds.filter(({ capabilities }) => capabilities.recorded);
  const usual = recorded.find(({ kind }) => kind === preferences().contact) ?? recorded[0];

  const { draft, begun, change, attach, discard } = useContactDraft(item?.id);
  const { kind = usual?.kind, direction, who, at, files } = draft;
  const [text, subject, address] = [draft.text.trim(), draft.subject.trim(), draft.address.trim()];
  const limits = channels.info(kind)?.capabilities.attachments;
  const { uploading, add } = useUploads(limits, files, attach);
  const leave = () => {
    discard();
    onClose();
  };
  const record = useRecord(item, leave);
  const opening = draft.place === 'new';

  const submit = () => {
    const said: Said = {
      channel: kind!,
      direction,
      text,
      attachmentIds: files.map(({ id }) => id),
      ...(at && { at: new Date(at).toISOString() }),
      ...(address && { address }),
    };
    // A new case of whoever this case is about, unless somebody else is named.
    const person = who.id
      ? { citizenId: who.id }
      : who.name.trim()
        ? { citizenName: who.name.trim() }
        : item?.citizen && !address && { citizenId: item.citizen.id };
    record.mutate({ said, ...(opening && { opening: { subject, ...person } }) });
  };

  const addressField = (
    <TextInput
      label={t('contact.address')}
      description={t('contact.addressHint')}
      maxLength={320}
      value={draft.address}
      onChange={(event) => change({ address: event.currentTarget.value })}
    />
  );

  return (
    <FormDialog
      title={item && !opening ? t('contact.titleIn', { reference: item.reference }) : t('contact.title')}
      size={600}
      error={record.error}
      submit={t('contact.record')}
      pending={record.isPending}
      disabled={!kind || !text || uploading.length > 0 || (opening && !subject)}
      cancel={begun ? t('contact.discard') : undefined}
      before={
        <Group gap="xs">
          <FileButton multiple onChange={add}>
            {(props) => (
              <Button {...props} variant="subtle" color="gray" leftSection={<IconPaperclip size={16} stroke={1.5} />}>
                {t('contact.files')}
              </Button>
            )}
          </FileButton>
          {begun && (
            <Text size="xs" c="var(--g-text-2)">
              {t('contact.kept')}
            </Text>
          )}
        </Group>
      }
      onSubmit={submit}
      onClose={onClose}
      onCancel={leave}
      onFiles={add}
    >
      <div className={classes.first}>
        <SegmentedControl
          fullWidth
          aria-label={t('contact.kind')}
          data={recorded.map((info) => ({
            value: info.kind,
            label: (
              <span className={classes.kind}>
                <ChannelMark kind={info.kind} size={16} /> {channels.title(info.kind)}
              </span>
            ),
          }))}
          value={kind}
          onChange={(next) => change({ kind: next })}
        />
        <SegmentedControl
          fullWidth
          aria-label={t('contact.direction')}
          data={[
            { value: 'in', label: t('contact.in') },
            { value: 'out', label: t('contact.out') },
          ]}
          value={direction}
          onChange={(next) => change({ direction: next })}
        />
      </div>
      {item && (
        <SegmentedControl
          fullWidth
          aria-label={t('contact.place')}
          data={[
            { value: 'here', label: t('contact.here') },
            { value: 'new', label: t('contact.elsewhere') },
          ]}
          value={draft.place}
          onChange={(next) => change({ place: next })}
        />
      )}
      {opening && (
        <>
          <div className={classes.pair}>
            <WhoField value={who} onChange={(next) => change({ who: next })} />
            {addressField}
          </div>
          <TextInput
            label={t('newCase.subject')}
            required
            maxLength={250}
            value={draft.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
        </>
      )}
      <Textarea
        data-autofocus={opening ? undefined : true}
        label={t('contact.text')}
        required
        autosize
        minRows={3}
        maxRows={9}
        maxLength={50_000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('contact.at')}
          description={t('contact.atHint')}
          value={at}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
        {!opening && addressField}
      </div>
      <Files
        files={files}
        uploading={uploading}
        limits={limits}
        onRemove={(id) => change({ files: files.filter((file) => file.id !== id) })}
      />
    </FormDialog>
  );
}
