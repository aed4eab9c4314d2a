import type { Attachment, Entry, Handle, MessageEntry, NoteEntry } from '@guichet/contracts';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useActivityText } from '../timeline/use-activity-text.js';
import classes from './printed-case.module.css';

export const addressOf = ({ name, value }: Handle): string => (name && name !== value ? `${name} <${value}>` : value);

/** An entry as it is printed: who, when, by which channel, and all that it says. */
export function PrintedEntry({ entry }: { entry: Entry }) {
  const { t } = useTexts();
  const formats = useFormats();
  // Paper is read by others, too.
  const activityText = useActivityText({ isByName: true });
  const channels = useChannelTexts();
  const authorOf = (shown: Entry): string => {
    if (shown.kind === 'message' && shown.senderNamed)
      return t('case.print.accordingTo', { name: shown.senderNamed.citizen.name, by: shown.senderNamed.by });
    return isByItself(shown) ? t('case.message.automaticSender') : displayName(shown.actor.name);
  };
  const at = <time dateTime={entry.at}>{formats.full(entry.at)}</time>;
  if (entry.kind === 'activity')
    return (
      <li className={classes.activity}>
        {activityText(entry)} · {at}
      </li>
    );
  const title =
    entry.kind === 'note'
      ? t(`case.print.${noteKey(entry)}`)
      : t(`case.print.direction.${entry.direction}`, { channel: channels.title(entry.channel) });
  return (
    <li className={classes.entry} data-kind={entry.kind === 'note' ? 'note' : entry.direction}>
      <h2>{title}</h2>
      <p className={classes.quiet}>
        <bdi>{authorOf(entry)}</bdi> · {at}
      </p>
      {entry.kind === 'message' ? <Message entry={entry} /> : <Note entry={entry} />}
    </li>
  );
}

/** What has come from outside has a name or an address, also where nobody is taken for its sender. */
const isByItself = (entry: Entry): boolean =>
  entry.actor.kind === 'system' && !(entry.kind === 'message' && entry.direction === 'in' && entry.actor.name);

function noteKey({ earlier, removedAt }: NoteEntry) {
  if (removedAt !== undefined) return 'noteRemoved';
  return earlier === undefined ? 'note' : 'noteEdited';
}

const Text = ({ text }: { text: string }) => (
  <div className={classes.text} dir="auto">
    {text.trim()}
  </div>
);

function Note({ entry: { text, attachments = [] } }: { entry: NoteEntry }) {
  const { t } = useTexts();
  const fileList = useFileList();
  return (
    <>
      {attachments.length > 0 && (
        <dl className={classes.quiet}>
          <div>
            <dt>{t('case.print.files')}</dt> <dd dir="auto">{fileList(attachments)}</dd>
          </div>
        </dl>
      )}
      <Text text={text} />
    </>
  );
}

function useFileList() {
  const formats = useFormats();
  return (files: readonly Attachment[]) => files.map(({ name, size }) => `${name} (${formats.size(size)})`).join(', ');
}

function Message({ entry }: { entry: MessageEntry }) {
  const { t } = useTexts();
  const fileList = useFileList();
  const facts: [label: string, value: string | null | undefined][] = [
    [t('case.message.from'), entry.from && addressOf(entry.from)],
    [t('case.message.to'), entry.to.map(addressOf).join(', ')],
    [t('case.message.cc'), entry.cc.map(addressOf).join(', ')],
    [t('case.message.bcc'), entry.bcc?.map(addressOf).join(', ')],
    [t('case.message.subject'), entry.subject],
    [t('case.print.files'), fileList(entry.attachments)],
  ];
  return (
    <>
      <dl className={classes.quiet}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt> <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {entry.text.trim() === '' ? (
        <p className={classes.quiet}>{t('case.message.noText')}</p>
      ) : (
        <Text text={entry.text} />
      )}
      {entry.provenance?.page !== undefined && (
        <>
          <p className={classes.quiet}>{t('composer.template.page')}</p>
          <Text text={entry.provenance.page} />
        </>
      )}
    </>
  );
}
