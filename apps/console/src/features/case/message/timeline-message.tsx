import type { CaseDetail, Handle, MessageEntry } from '@guichet/contracts';
import { ChannelMark, PersonAvatar } from '@guichet/ui';
import { IconCornerDownRight, IconPoint } from '@tabler/icons-react';
import { useState } from 'react';
import { channelsQuery } from '../../../shared/api/queries.js';
import { useSharedQuery } from '../../../shared/api/use-shared-query.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import type { MessageAmendments } from '../timeline/message-amendments.js';
import { MessageAttachments } from './message-attachments.js';
import { DeliveryStatusLine } from './delivery-status-line.js';
import { InvitationAnswers } from './invitation-answers.js';
import { InvitationCard } from './invitation-card.js';
import type { InvitationStanding } from './invitation-standing.js';
import { BlockedSenderMark } from '../spam/blocked-sender-mark.js';
import { SpamVerdictLine } from '../spam/spam-verdict-line.js';
import { MessageFlags } from './message-flags.js';
import { MessageMenu } from './message-menu.js';
import { CryptographicSignatureMark } from './cryptographic-signature-mark.js';
import { SenderWarnings } from './sender-authenticity-mark.js';
import { recipientOfContact, senderOfMessage } from './people-of-message.js';
import { recipientText } from './recipient-text.js';
import { SenderName } from './sender-name.js';
import classes from './timeline-message.module.css';
import { MessageBody } from './message-body.js';
import { UncertainSenderNotice } from './uncertain-sender-notice.js';
import { UsedTemplateLine } from './used-template-line.js';
import { displayName, inOneLine } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The first line of a postal address is the name. */
const named = ({ name, type }: Handle) => Boolean(name) && type !== 'postal';

function Recipients({ entry, people }: { entry: MessageEntry; people: readonly Handle[] }) {
  const { t } = useTexts();
  const { bcc = [] } = entry;
  const [open, setOpen] = useState(false);
  const line = (handles: Handle[]) =>
    handles.map((handle) => (named(handle) ? `${handle.name} <${handle.value}>` : inOneLine(handle.value))).join(', ');
  const account = useSharedQuery(channelsQuery)?.find(({ id }) => id === entry.channelAccountId)?.name;
  const first = people[0] && recipientText(people[0], account);
  if (open)
    return (
      <dl className={classes.people}>
        {entry.from && (
          <>
            <dt>{t('case.message.from')}</dt>
            <dd dir="auto">{line([entry.from])}</dd>
          </>
        )}
        <dt>{t('case.message.to')}</dt>
        <dd dir="auto">{line(entry.to) || '–'}</dd>
        {entry.cc.length > 0 && (
          <>
            <dt>{t('case.message.cc')}</dt>
            <dd dir="auto">{line(entry.cc)}</dd>
          </>
        )}
        {bcc.length > 0 && (
          <>
            <dt>{t('case.message.bcc')}</dt>
            <dd dir="auto">{line(bcc)}</dd>
          </>
        )}
        {entry.subject && (
          <>
            <dt>{t('case.message.subject')}</dt>
            <dd dir="auto">{entry.subject}</dd>
          </>
        )}
      </dl>
    );
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className={classes.to}
      onClick={() => setOpen(true)}
      title={people.map((handle) => inOneLine(handle.value)).join(', ')}
    >
      {t('case.message.toShort', { name: displayName(first) })}
      {people.length > 1 && ` +${people.length - 1}`}
    </button>
  );
}

function WillBeSent({ at }: { at: string }) {
  const { t } = useTexts();
  const formats = useFormats();
  return t('case.message.willBeSent', { at: formats.dateTime(at) });
}

function DraftedBy({ names }: { names: string[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  return <p className={classes.draftedBy}>{t('case.message.draftedBy', { names: formats.list(names) })}</p>;
}

/** Whether no person wrote it: a copy that went on by another channel is the text of an agent. */
const isByItself = ({ actor, flags }: MessageEntry) =>
  actor.kind === 'system' && (flags.includes('acknowledgement') || flags.includes('survey'));

interface Props {
  entry: MessageEntry;
  item: CaseDetail;
  amendments?: MessageAmendments;
  standing?: InvitationStanding;
  canceled?: boolean;
  uncertain?: boolean;
  hit?: boolean;
  onOpen: (caseId: string) => void;
  /** Begins to choose what is to be moved, with this one. */
  onMove: (entryId: string) => void;
}

/** A message in the timeline: sender, time, body, attachments, flags and delivery. */
export function TimelineMessage({ entry, item, amendments, standing, canceled, hit, ...props }: Props) {
  const { uncertain, onOpen, onMove } = props;
  const { t } = useTexts();
  const channels = useChannelTexts();
  const { agent } = useSession();
  const out = entry.direction === 'out';
  const held = entry.delivery?.status === 'scheduled' && entry.delivery.dueAt;
  const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  const author = isByItself(entry) ? t('case.message.automaticSender') : entry.actor.name;
  const sender = out ? (own ? t('common.you') : author) : displayName(senderOfMessage(entry, item));
  const people = [...entry.to, ...entry.cc, ...(entry.bcc ?? [])];
  const called = recipientOfContact(entry, item);
  const files = entry.attachments.filter((attachment) => !attachment.inline);

  if (canceled || entry.delivery?.status === 'canceled')
    return (
      <section className={classes.canceled}>
        <IconPoint size={14} stroke={1.5} aria-hidden />
        <span>{own ? t('case.message.canceledOwn') : t('case.message.canceled', { name: sender })}</span>
        <ShortTime at={entry.at} className={classes.canceledAt} />
      </section>
    );

  return (
    <section className={classes.message} data-direction={entry.direction} data-hit={hit || undefined}>
      <header className={classes.head}>
        <PersonAvatar name={out && !isByItself(entry) ? entry.actor.name : sender} size={28} />
        <span className={classes.who}>
          <SenderName entry={entry} name={sender} />
          {!out && <BlockedSenderMark entry={entry} item={item} />}
          <span className={classes.channel}>
            <ChannelMark kind={entry.channel} size={13} /> {channels.name(entry.channel)}
            <span className="g-sr">
              {held ? <WillBeSent at={held} /> : t(`case.message.direction.${entry.direction}`)}
            </span>
          </span>
          {people.length > 0 && <Recipients entry={entry} people={people} />}
          {called && <bdi className={classes.address}>{t('case.message.toShort', { name: displayName(called) })}</bdi>}
          {entry.movedFrom && (
            <button type="button" className={classes.origin} onClick={() => onOpen(entry.movedFrom!.caseId)}>
              <IconCornerDownRight size={13} stroke={1.5} aria-hidden />
              {t(`case.message.movedFrom.${entry.direction}`, { reference: entry.movedFrom.reference })}
            </button>
          )}
        </span>
        <ShortTime at={entry.at} className={classes.time} />
        <MessageMenu entry={entry} item={item} onMove={onMove} />
      </header>
      {entry.signature && <CryptographicSignatureMark signature={entry.signature} />}
      {entry.authentication && <SenderWarnings warnings={entry.authentication.warnings} />}
      {entry.spam && <SpamVerdictLine verdict={entry.spam} />}
      {entry.flags.length > 0 && <MessageFlags entry={entry} item={item} />}
      {uncertain && <UncertainSenderNotice entry={entry} item={item} />}
      <div className={classes.body}>
        {entry.invitation && (
          <InvitationCard invitation={entry.invitation} standing={standing}>
            {standing && !out && <InvitationAnswers entry={entry} caseId={item.id} standing={standing} />}
          </InvitationCard>
        )}
        <MessageBody entry={entry} sender={sender} amendments={amendments} />
      </div>
      {files.length > 0 && <MessageAttachments files={files} />}
      {entry.provenance && <UsedTemplateLine provenance={entry.provenance} />}
      {entry.draftedBy && <DraftedBy names={entry.draftedBy} />}
      {entry.delivery && <DeliveryStatusLine entry={entry} delivery={entry.delivery} caseId={item.id} />}
    </section>
  );
}
