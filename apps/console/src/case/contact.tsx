import type { Attachment, CaseDetail, CaseSummary, ChannelKind, OpenByContact, PostContact } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Alert, Button, FileButton, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { Files } from '../composer/files.js';
import { useUploads } from '../composer/use-uploads.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useProblemText } from '../i18n/problem-text.js';
import { WhoField, type Who } from '../person/who-field.js';
import { prefer, preferences } from '../session/preferences.js';
import { toast } from '../shell/toast.js';
import classes from './contact.module.css';

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
  const problemText = useProblemText();
  const channels = useChannelWords();
  const recorded = channels.kinds.filter(({ capabilities }) => capabilities.recorded);
  const usual = recorded.find(({ kind }) => kind === preferences().contact) ?? recorded[0];

  const [chosenKind, setKind] = useState<ChannelKind>();
  const kind = chosenKind ?? usual?.kind;
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [place, setPlace] = useState<'here' | 'new'>(item ? 'here' : 'new');
  const [who, setWho] = useState<Who>({ id: undefined, name: '' });
  const [address, setAddress] = useState('');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [at, setAt] = useState('');
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const limits = channels.info(kind)?.capabilities.attachments;
  const { uploading, add } = useUploads(limits, files, (file) => setFiles((before) => [...before, file]));
  const record = useRecord(item, onClose);
  const opening = place === 'new';
  const ready = kind && text.trim() && uploading.length === 0 && (!opening || subject.trim());

  const submit = () => {
    if (!ready || record.isPending) return;
    const said: Said = {
      channel: kind,
      direction,
      text: text.trim(),
      attachmentIds: files.map(({ id }) => id),
      ...(at && { at: new Date(at).toISOString() }),
      ...(address.trim() && { address: address.trim() }),
    };
    // A new case of whoever this case is about, unless somebody else is named.
    const person = who.id
      ? { citizenId: who.id }
      : who.name.trim()
        ? { citizenName: who.name.trim() }
        : item?.citizen && !address.trim() && { citizenId: item.citizen.id };
    record.mutate({ said, ...(opening && { opening: { subject: subject.trim(), ...person } }) });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={item && !opening ? t('contact.titleIn', { reference: item.reference }) : t('contact.title')}
      size={560}
      yOffset="6vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          add([...event.dataTransfer.files]);
        }}
      >
        <Stack gap="sm">
          {record.error && (
            <Alert color="red" variant="outline" role="alert">
              {problemText(record.error)}
            </Alert>
          )}
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
              onChange={(next) => setKind(next)}
            />
            <SegmentedControl
              fullWidth
              aria-label={t('contact.direction')}
              data={[
                { value: 'in', label: t('contact.in') },
                { value: 'out', label: t('contact.out') },
              ]}
              value={direction}
              onChange={(next) => setDirection(next)}
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
              value={place}
              onChange={(next) => setPlace(next)}
            />
          )}
          {opening && (
            <>
              <div className={classes.pair}>
                <WhoField value={who} onChange={setWho} />
                <TextInput
                  label={t('contact.address')}
                  description={t('contact.addressHint')}
                  maxLength={320}
                  value={address}
                  onChange={(event) => setAddress(event.currentTarget.value)}
                />
              </div>
              <TextInput
                label={t('newCase.subject')}
                required
                maxLength={250}
                value={subject}
                onChange={(event) => setSubject(event.currentTarget.value)}
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
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={classes.pair}>
            <TextInput
              type="datetime-local"
              label={t('contact.at')}
              description={t('contact.atHint')}
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
            {!opening && (
              <TextInput
                label={t('contact.address')}
                description={t('contact.addressHint')}
                maxLength={320}
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
              />
            )}
          </div>
          <Files
            files={files}
            uploading={uploading}
            limits={limits}
            onRemove={(id) => setFiles(files.filter((file) => file.id !== id))}
          />
          <Group justify="space-between">
            <FileButton multiple onChange={add}>
              {(props) => (
                <Button {...props} variant="subtle" color="gray" leftSection={<IconPaperclip size={16} stroke={1.5} />}>
                  {t('contact.files')}
                </Button>
              )}
            </FileButton>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={record.isPending} disabled={!ready} aria-keyshortcuts="Control+Enter">
                {t('contact.record')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
