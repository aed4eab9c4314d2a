import type { MessageEntry } from '@guichet/contracts';
import type { ReactNode } from 'react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { MessageAmendments } from '../timeline/message-amendments.js';
import { ExpandableText } from './expandable-text.js';
import { HtmlBody } from './html-body.js';
import classes from './timeline-message.module.css';
import { PlainTextBody } from './plain-text-body.js';
import { isReplacedByPage } from './replaced-by-page.js';

/** A reply whose full text is on its secure page: agents read it here. Of a notice, which says nothing else, it takes the place. */
function LinkedReply({ entry, children: asSent }: { entry: MessageEntry; children: ReactNode }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const full = <PlainTextBody entry={{ text: entry.provenance!.page!, segments: [], attachments: [] }} />;
  if (isReplacedByPage(entry))
    return (
      <>
        {full}
        <ExpandableText label={t('composer.template.noticeOnly', { channel: channels.name(entry.channel) })}>
          {asSent}
        </ExpandableText>
      </>
    );
  return (
    <>
      {asSent}
      <ExpandableText label={t('composer.template.page')}>{full}</ExpandableText>
    </>
  );
}

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
  const whole = entry.provenance?.page === undefined ? asWritten : <LinkedReply entry={entry}>{asWritten}</LinkedReply>;
  if (!amendments) return whole;

  const { edits, deletedAt, reactions } = amendments;
  const saying = (text: string) => <PlainTextBody entry={{ ...entry, text, segments: [] }} />;
  const last = edits.at(-1);
  const now = last ? saying(last.text) : whole;
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
