import type { CaseDetail, Entry } from '@guichet/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconLock } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../api/queries.js';
import { useUpdate } from '../case/use-update.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useMay } from '../session/use-session.js';
import { useShortcut } from '../shell/shortcuts.js';
import { ChannelSwitch, ReachState, spoken } from './channel-switch.js';
import { ChangesBanner } from './changes-banner.js';
import classes from './composer.module.css';
import { excess } from './leaving.js';
import { tooLong } from './meter.js';
import { mentionsIn, NoteField } from './note-field.js';
import { Notices } from './notices.js';
import { viaOf, type Via } from './reach.js';
import { Recipients } from './recipients.js';
import { ReplyBody, usePreloadedEditor } from './reply-body.js';
import { isBlank, onRestore, remembered, type Content } from './restore.js';
import { SendButton, type SendOptions } from './send-button.js';
import { TemplateBody } from './template-body.js';
import { filled } from './template.js';
import { useChangesSince } from './use-changes-since.js';
import { useDraft } from './use-draft.js';
import { useSend } from './use-send.js';
import { useUploads } from './use-uploads.js';
import { useWay, type Way } from './use-way.js';

interface Props {
  item: CaseDetail;
  onWriting: (writing: boolean) => void;
  /** After the case was closed with the answer. */
  onLeave: () => void;
}

const blank: Content = { mode: 'reply', text: '', html: null, attachments: [] };

function DraftState({ state }: { state: ReturnType<typeof useDraft>['state'] }) {
  const { t } = useTranslation();
  const words = { none: '', saving: t('composer.saving'), saved: t('composer.saved'), failed: t('composer.notSaved') };
  return (
    <span className={classes.state} data-state={state}>
      {words[state]}
    </span>
  );
}

/** Whether the way takes what was written for it. */
function canLeave({ option, kind, capabilities, envelope, template }: Way, content: Content) {
  if (!kind || !envelope.channelId || envelope.to.length === 0 || option?.state === 'closed') return false;
  if (option?.state === 'template') return template?.chosen.values.every((value) => value.trim() !== '') ?? false;
  return (
    !isBlank(content) && !tooLong(content.text, capabilities) && !excess(content.attachments, capabilities?.attachments)
  );
}

export function Composer({ item, onWriting, onLeave }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const may = useMay();
  const update = useUpdate();
  const channels = useChannelWords();
  const { data: agents = [] } = useQuery(agentsQuery);

  const [content, setContent] = useState<Content>(() => remembered(item.id) ?? blank);
  const [open, setOpen] = useState(() => remembered(item.id) !== undefined);
  const [version, setVersion] = useState(0);
  const [dragging, setDragging] = useState(false);
  const other = useRef<Content>({ ...blank, mode: 'note' });
  const root = useRef<HTMLElement>(null);
  const way = useWay(item, content.via);
  const { option, kind, capabilities, envelope, template } = way;

  // A draft that comes back with its case leaves the keys to the list; only who asks to write gets the caret.
  const [caret, setCaret] = useState(false);
  const put = useCallback((next: Content, withCaret = false) => {
    setCaret(withCaret);
    setContent(next);
    setVersion((before) => before + 1);
    setOpen(true);
  }, []);
  const draft = useDraft(item.id, (found) => put(found));
  const { save } = draft;
  useEffect(
    () =>
      onRestore(item.id, (restored) => {
        put(restored, true);
        save(restored);
      }),
    [item.id, put, save],
  );
  const { changes, ifMatch, show } = useChangesSince(item, !isBlank(content) && content.mode === 'reply');
  const send = useSend(item);

  usePreloadedEditor();

  const idleTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // From the first word or recipient on, no better way may come under the hand of who writes.
  const begun = { ...content, via: content.via ?? (option && viaOf(option)) };
  const edit = (change: Partial<Content>) => {
    const next = { ...begun, ...change };
    setContent(next);
    draft.save(next);
    onWriting(true);
    clearTimeout(idleTimer.current);
    idleTimer.current = setTimeout(() => onWriting(false), 6000);
  };
  useEffect(() => () => clearTimeout(idleTimer.current), []);

  const latest = useRef(content);
  latest.current = content;
  const { uploading, add } = useUploads(capabilities?.attachments, content.attachments, (file) =>
    edit({ ...latest.current, attachments: [...latest.current.attachments, file] }),
  );

  const turn = (mode: Content['mode']) => {
    setOpen(true);
    setCaret(true);
    if (content.mode === mode)
      return void root.current?.querySelector<HTMLElement>('[role=textbox], textarea')?.focus();
    const next = { ...other.current, mode };
    other.current = content;
    setContent(next);
    setVersion((before) => before + 1);
  };
  useShortcut('reply', () => (may('case.reply') ? turn('reply') : false));
  useShortcut('note', () => (may('case.note') ? turn('note') : false));

  /** The words stay; the field that they stand in may be another. */
  const choose = (via: Via) => {
    way.reset();
    put({ ...content, via }, true);
    if (!isBlank(content)) save({ ...content, via });
  };

  const note = content.mode === 'note';
  const sendable = uploading.length === 0 && (note ? !isBlank(content) : canLeave(way, content));

  const submit = async ({ closing, sendAt }: SendOptions = {}) => {
    if (!sendable) return;
    const sent = content;
    const approved = note ? undefined : template;
    clearTimeout(idleTimer.current);
    onWriting(false);
    // What was written beside an approved message was not sent with it, and waits for its time.
    const rest = approved ? content : { ...blank, mode: content.mode };
    setContent(rest);
    setVersion((before) => before + 1);
    setOpen(!isBlank(rest));
    const result = await send({
      content: approved ? { ...blank, text: filled(approved.text, approved.chosen.values) } : sent,
      envelope,
      channel: kind,
      html: capabilities?.html ?? false,
      template: approved?.chosen,
      sendAt,
      ifMatch: ifMatch(),
      mentions: note ? mentionsIn(sent.text, agents) : [],
    });
    if (result === 'sent') {
      if (!approved) draft.discard();
      way.reset();
      if (closing) {
        onLeave();
        void update([item], { status: 'closed' }, t('toast.closed', { count: 1 }));
      }
      return;
    }
    put(sent, true);
    if (result.code !== 'case-changed') return;
    const told = result.problem.data as { changes: Entry[]; version: number };
    show(told.changes, told.version);
    void queryClient.invalidateQueries({ queryKey: ['case', item.id] });
    void queryClient.invalidateQueries({ queryKey: ['timeline', item.id] });
  };

  if (!may('case.reply') && !may('case.note')) return null;

  if (!open)
    return (
      <div className={classes.closed}>
        <button type="button" className={classes.openReply} onClick={() => turn('reply')} aria-keyshortcuts="r">
          <IconArrowBackUp size={17} stroke={1.5} aria-hidden />
          <span>
            {option && kind
              ? t('composer.replyBy', { channel: channels.name(kind), address: spoken(option) })
              : t('composer.reply')}
          </span>
          {option && <ReachState option={option} />}
        </button>
        <Button
          variant="default"
          className={classes.openNote}
          leftSection={<IconLock size={15} stroke={1.5} />}
          onClick={() => turn('note')}
          aria-keyshortcuts="n"
        >
          {t('note')}
        </Button>
      </div>
    );

  const end = (
    <>
      <DraftState state={draft.state} />
      <SendButton
        label={
          changes.length
            ? t('composer.reviewAndSend')
            : kind
              ? t('composer.sendBy', { channel: channels.name(kind) })
              : t('composer.send')
        }
        disabled={!sendable}
        onSend={(options) => void submit(options)}
      />
    </>
  );

  return (
    <section
      ref={root}
      className={classes.composer}
      data-mode={content.mode}
      data-dragging={dragging || undefined}
      aria-label={t('composer.label')}
      // On the way down: the editor would make a line break of it.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          if (isBlank(content)) setOpen(false);
          document.getElementById('main')?.focus();
        }
      }}
      onDragOver={(event) => {
        if (note || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        if (note || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setDragging(false);
        add([...event.dataTransfer.files]);
      }}
    >
      <ChangesBanner changes={changes} />
      <header className={classes.head}>
        <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
          <button type="button" aria-pressed={!note} onClick={() => turn('reply')}>
            <IconArrowBackUp size={15} stroke={1.5} aria-hidden />
            {t('composer.reply')}
          </button>
          <button type="button" aria-pressed={note} onClick={() => turn('note')}>
            <IconLock size={15} stroke={1.5} aria-hidden />
            {t('note')}
          </button>
        </div>
        {note ? (
          <span className={classes.only}>{t('composer.noteOnly')}</span>
        ) : (
          <div className={classes.recipients}>
            {option && <ChannelSwitch options={way.options} chosen={option} onChoose={choose} />}
            <Recipients
              key={`${envelope.channelId} ${option?.to.value}`}
              item={item}
              option={option}
              envelope={envelope}
              capabilities={capabilities}
              accounts={way.accounts}
              onChange={(own) => {
                way.address(own);
                setContent(begun);
              }}
            />
            {option?.state === 'ready' && <ReachState option={option} />}
          </div>
        )}
        <ActionIcon aria-label={t('composer.fold')} onClick={() => setOpen(false)}>
          <IconChevronDown size={17} stroke={1.5} />
        </ActionIcon>
      </header>
      {!note && <Notices item={item} option={option} />}
      <div className={classes.body}>
        {note ? (
          <>
            <NoteField caret={caret} value={content.text} onChange={(text) => edit({ text })} />
            <div className={classes.foot}>
              <DraftState state={draft.state} />
              <Button
                className={classes.noteSend}
                leftSection={<IconLock size={15} stroke={1.75} />}
                disabled={!sendable}
                onClick={() => void submit()}
                aria-keyshortcuts="Control+Enter"
              >
                {t('composer.addNote')}
              </Button>
            </div>
          </>
        ) : option?.state === 'template' ? (
          <TemplateBody option={option} value={template?.chosen} onChange={way.fill} end={end} />
        ) : (
          <ReplyBody
            content={content}
            version={version}
            caret={caret}
            uploading={uploading}
            capabilities={capabilities}
            onChange={edit}
            onFiles={add}
            end={end}
          />
        )}
      </div>
    </section>
  );
}
