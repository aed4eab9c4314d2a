import type { MessageEntry } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { MessageAmendments } from '../timeline/message-amendments.js';
import { ExpandableText } from './expandable-text.js';
import { HtmlBody } from './html-body.js';
import classes from './timeline-message.module.css';
import { PlainTextBody } from './plain-text-body.js';

/** The text of a message as its sender last left it, with its reactions. Earlier and deleted texts can be expanded. */
export function MessageBody({
  entry,
  sender,
  amendments,
}: {
  entry: MessageEntry;
  sender: string;
  amendments: MessageAmendments | undefined;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  const asWritten = entry.html ? (
    <HtmlBody entry={entry} title={t('case.message.by', { name: sender })} />
  ) : (
    <PlainTextBody entry={entry} />
  );
  if (!amendments) return asWritten;

  const { edits, deletedAt, reactions } = amendments;
  const saying = (text: string) => <PlainTextBody entry={{ ...entry, text, segments: [] }} />;
  const last = edits.at(-1);
  const now = last ? saying(last.text) : asWritten;
  return (
    <>
      {deletedAt ? (
        <ExpandableText label={t('case.message.deleted', { at: formats.dateTime(deletedAt) })}>{now}</ExpandableText>
      ) : (
        now
      )}
      {last && (
        <ExpandableText label={t('case.message.edited', { at: formats.dateTime(last.at) })}>
          {asWritten}
          {edits.slice(0, -1).map((edit) => (
            <div key={edit.at}>{saying(edit.text)}</div>
          ))}
        </ExpandableText>
      )}
      {reactions.length > 0 && (
        <ul className={classes.reactions} aria-label={t('case.message.reactions')}>
          {reactions.map(({ by, emoji }) => (
            <li key={by}>
              <span aria-hidden>{emoji}</span>
              <span className="g-sr">{t('case.message.reacted', { by, emoji })}</span>
              <bdi aria-hidden>{by}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
