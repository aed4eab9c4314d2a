import type { CaseDetail } from '@guichet/contracts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import { stopWaiting, useShortcut } from '../shell/shortcuts.js';
import { ApprovedBody } from './approved-body.js';
import { filled } from './approved.js';
import { blanks, selectBlank } from './blanks.js';
import { ChangesBanner } from './changes-banner.js';
import { ComposerHead } from './composer-head.js';
import classes from './composer.module.css';
import { DraftState } from './draft-state.js';
import { Folded } from './folded.js';
import { NoteBody } from './note-body.js';
import { Notices } from './notices.js';
import type { Envelope, Via } from './reach.js';
import { InsertTemplate, ReplyBody, usePreloadedEditor } from './reply-body.js';
import { isBlank, type Content } from './restore.js';
import { SendButton } from './send-button.js';
import { canLeave } from './sendable.js';
import { TemplatePicker } from './template-picker.js';
import { TemplateStrip } from './template-strip.js';
import { useChangesSince } from './use-changes-since.js';
import { useCheck } from './use-check.js';
import { useDrop } from './use-drop.js';
import { usePicker } from './use-picker.js';
import { useSendWords } from './use-send-words.js';
import { useSubmit } from './use-submit.js';
import { useTemplate } from './use-template.js';
import { useUploads } from './use-uploads.js';
import { blank, useWriting } from './use-writing.js';

interface Props {
  item: CaseDetail;
  onWriting: (writing: boolean) => void;
  /** After the case was closed with the answer. */
  onLeave: () => void;
}

export function Composer({ item, onWriting, onLeave }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const writing = useWriting(item, onWriting);
  const { content, latest, way, edit } = writing;
  const { option, kind, capabilities, approved, envelope } = way;
  const note = content.mode === 'note';
  const approvedOnly = option?.state === 'template';
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [looking, setLooking] = useState(false);

  const template = useTemplate(item.id, writing);
  const said = approved
    ? { text: filled(approved.text, approved.chosen.values), html: null }
    : { text: content.text, html: capabilities?.html ? content.html : null };
  const check = useCheck(item.id, envelope, note ? { text: '', html: null } : said);
  const since = useChangesSince(item, isBlank(content) || note ? undefined : content, () => {
    writing.clear(blank);
    writing.discard();
  });
  const { uploading, add } = useUploads(capabilities?.attachments, content.attachments, (file) =>
    edit({ attachments: [...latest.current.attachments, file] }),
  );
  const drop = useDrop(note ? undefined : add);
  usePreloadedEditor();

  const textbox = () => body.current?.querySelector<HTMLElement>('[role=textbox], textarea');
  const toText = () => textbox()?.focus();
  const turn = (mode: Content['mode']) => void (writing.turn(mode) || toText());
  useShortcut('reply', () => (may('case.reply') ? turn('reply') : false));
  useShortcut('note', () => (may('case.note') ? turn('note') : false));

  const picker = usePicker(item, kind, template, () => latest.current.mode === 'note' && writing.turn('reply'));
  // Where the hand goes on once a template stands there.
  const { placed } = template;
  useEffect(() => {
    if (placed === 0) return;
    if (template.missing.length > 0) toMissing();
    else toText();
    // There may be nothing to write in.
    if (!root.current?.contains(document.activeElement)) stopWaiting();
  }, [placed]);

  const withdrawn = template.rendered?.state === 'withdrawn';
  const labelOf = (name: string) => template.fields.find((field) => field.name === name)?.label ?? name;
  const inText = note ? [] : blanks({ ...said, labels: content.labels });
  const toFill = note ? 0 : new Set([...template.missing.map(labelOf), ...inText]).size;
  const toMissing = () => {
    const field = root.current?.querySelector<HTMLElement>('[data-missing]');
    const text = textbox();
    if (field) field.focus();
    else if (text) selectBlank(text, inText);
  };
  const sendable =
    uploading.length === 0 &&
    (note ? !isBlank(content) : canLeave(way, content) && toFill === 0 && template.failure === undefined && !withdrawn);
  const { submit, soon, sendSoon, notSoon } = useSubmit({
    item,
    writing,
    template,
    check,
    since,
    sendable,
    waiting: template.pending || picker.picking,
    toFill,
    onMissing: toMissing,
    onLook: () => setLooking(true),
    onLeave,
  });
  const words = useSendWords(way, template, toFill, since.changes.length > 0);

  /** The words stay; the field that they stand in may be another. */
  const choose = (via: Via) => {
    way.reset();
    writing.put({ ...latest.current, via }, true);
    if (!isBlank(content)) writing.save(latest.current);
  };
  const address = (own: Envelope) => {
    way.address(own);
    writing.settle();
  };
  const removeRecipient = (gone: string) => {
    const without = (addresses: string[]) => addresses.filter((one) => one !== gone);
    address({ ...envelope, to: without(envelope.to), cc: without(envelope.cc) });
  };
  const otherWay = () => {
    setLooking(false);
    root.current?.querySelector<HTMLElement>('[data-ways]')?.click();
  };
  const fixes = {
    removeRecipient: envelope.to.length + envelope.cc.length > 1 ? removeRecipient : undefined,
    otherWay: way.options.filter(({ state }) => state !== 'closed').length > 1 ? otherWay : undefined,
  };

  if (!may('case.reply') && !may('case.note')) return null;

  const pick = picker.picking && (
    <TemplatePicker
      item={item}
      bodyOf={kind && ((choice) => template.bodyOf(choice.language))}
      onChoose={template.choose}
      onSendSoon={sendSoon}
      onClose={(chosen) => {
        if (!chosen) {
          notSoon();
          template.giveUp();
        }
        picker.close(chosen);
      }}
    />
  );
  if (!writing.open)
    return (
      <>
        {pick}
        <Folded way={way} onTurn={turn} />
      </>
    );

  const onTemplate = picker.allowed ? picker.open : undefined;
  const state = <DraftState state={writing.draft} />;
  const end = (
    <>
      {state}
      <SendButton
        label={words}
        disabled={!sendable}
        soon={soon}
        check={check}
        fixes={fixes}
        looking={looking}
        onLook={setLooking}
        onSend={(options) => void submit(options)}
      />
    </>
  );

  return (
    <>
      {pick}
      <section
        ref={root}
        className={classes.composer}
        data-mode={content.mode}
        aria-label={t('composer.label')}
        {...drop}
        // On the way down: the editor would make a line break, or a slash, of it.
        onKeyDownCapture={(event) => {
          const send = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          const first = event.key === '/' && !note && isBlank(content) && body.current?.contains(event.target as Node);
          if (!send && !(first && onTemplate && !approvedOnly)) return;
          event.preventDefault();
          event.stopPropagation();
          if (send) void submit();
          else onTemplate?.();
        }}
        onKeyDown={(event) => {
          // The editor takes every Escape for itself, and does nothing with it.
          const inEditor = event.target instanceof HTMLElement && event.target.isContentEditable;
          if (event.key !== 'Escape' || (event.defaultPrevented && !inEditor)) return;
          event.stopPropagation();
          if (isBlank(content)) writing.fold();
          document.getElementById('main')?.focus();
        }}
      >
        <ChangesBanner changes={since.changes} />
        <ComposerHead
          item={item}
          note={note}
          way={way}
          templateSubject={template.rendered?.subject}
          onTurn={turn}
          onChoose={choose}
          onAddress={address}
          onFold={writing.fold}
        />
        {!note && <Notices item={item} option={option} />}
        {!note && <TemplateStrip item={item} template={template} approvedOnly={approvedOnly} />}
        <div ref={body} className={classes.body}>
          {note ? (
            <NoteBody
              text={content.text}
              caret={writing.caret}
              sendable={sendable}
              state={state}
              onText={(text) => edit({ text })}
              onSend={() => void submit()}
            />
          ) : approvedOnly ? (
            <ApprovedBody
              option={option}
              value={approved?.chosen}
              onChange={way.fill}
              before={onTemplate && <InsertTemplate onOpen={onTemplate} />}
              end={end}
            />
          ) : (
            <ReplyBody
              content={content}
              version={writing.version}
              caret={writing.caret}
              uploading={uploading}
              capabilities={capabilities}
              onChange={edit}
              onFiles={add}
              onTemplate={onTemplate}
              end={end}
            />
          )}
        </div>
      </section>
    </>
  );
}
