import type { CaseDetail, Handle, MessageEntry } from '@guichet/contracts';
import { ChannelMark, PersonMark } from '@guichet/ui';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconArrowsExchange,
  IconCornerDownRight,
  IconDots,
  IconDownload,
  IconFileTypePdf,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { setOverlay } from '../../../shared/layout/open-overlay.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import type { MessageAmendments } from '../timeline/message-amendments.js';
import { MessageAttachments } from './message-attachments.js';
import { DeliveryStatusLine } from './delivery-status-line.js';
import { InvitationAnswers } from './invitation-answers.js';
import { InvitationCard } from './invitation-card.js';
import type { InvitationStanding } from './invitation-standing.js';
import { BlockedMark } from '../spam/blocked-mark.js';
import { BlockSenderItem } from '../spam/block-sender-item.js';
import { SpamVerdictLine } from '../spam/spam-verdict-line.js';
import { MessageFlags } from './message-flags.js';
import { SignatureMark } from './signature-mark.js';
import { SenderWarnings } from './sender-mark.js';
import { SenderName } from './sender-name.js';
import classes from './message-block.module.css';
import { MessageBody } from './message-body.js';
import { UsedTemplateLine } from './used-template-line.js';
import { displayName, inOneLine } from '../../../shared/i18n/display-name.js';

const nameOf = (handle: Handle) => handle.name || inOneLine(handle.value);
/** The first line of a postal address is the name. */
const named = ({ name, type }: Handle) => Boolean(name) && type !== 'postal';

function Recipients({ entry }: { entry: MessageEntry }) {
  const { t } = useTranslation();
  const { bcc = [] } = entry;
  const people = [...entry.to, ...entry.cc, ...bcc];
  const [open, setOpen] = useState(false);
  if (people.length === 0) return null;
  const line = (handles: Handle[]) =>
    handles.map((handle) => (named(handle) ? `${handle.name} <${handle.value}>` : inOneLine(handle.value))).join(', ');
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
  return (
    <button
      type="button"
      className={classes.to}
      onClick={() => setOpen(true)}
      title={people.map((handle) => inOneLine(handle.value)).join(', ')}
    >
      {t('case.message.toShort', { name: displayName(nameOf(people[0]!)) })}
      {people.length > 1 && ` +${people.length - 1}`}
    </button>
  );
}

/** As they call themselves; else as we know them; else their address. */
const senderOf = ({ from, actor, flags }: MessageEntry, item: CaseDetail) =>
  from?.name ||
  (actor.kind === 'citizen' ? actor.name : undefined) ||
  from?.value ||
  (flags.includes('recorded') ? item.citizen?.name : undefined);

/** Whether no person wrote it: a copy that went on by another channel is the text of an agent. */
const isByItself = ({ actor, flags }: MessageEntry) =>
  actor.kind === 'system' && (flags.includes('acknowledgement') || flags.includes('survey'));

interface Props {
  entry: MessageEntry;
  item: CaseDetail;
  amendments?: MessageAmendments;
  standing?: InvitationStanding;
  canceled?: boolean;
  hit?: boolean;
  onOpen: (caseId: string) => void;
  /** Begins to choose what is to be moved, with this one. */
  onMove: (entryId: string) => void;
}

/** A message in the timeline: sender, time, body, attachments, flags and delivery. */
export function MessageBlock({ entry, item, amendments, standing, canceled, hit, onOpen, onMove }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const channels = useChannelTexts();
  const { agent } = useSession();
  const formats = useFormats();
  const out = entry.direction === 'out';
  const held = entry.delivery?.status === 'scheduled' && entry.delivery.dueAt;
  const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  const author = isByItself(entry) ? t('case.message.automaticSender') : entry.actor.name;
  const sender = out ? (own ? t('common.you') : author) : displayName(senderOf(entry, item));
  const files = entry.attachments.filter((attachment) => !attachment.inline);
  const mayForward = may('case.reply') && item.mergedInto === null;

  if (canceled || entry.delivery?.status === 'canceled')
    return (
      <section className={classes.canceled}>
        {own ? t('case.message.canceledOwn') : t('case.message.canceled', { name: sender })} <ShortTime at={entry.at} />
      </section>
    );

  return (
    <section className={classes.message} data-direction={entry.direction} data-hit={hit || undefined}>
      <header className={classes.head}>
        <PersonMark name={out && !isByItself(entry) ? entry.actor.name : sender} size={28} />
        <span className={classes.who}>
          <SenderName entry={entry} name={sender} />
          {!out && <BlockedMark entry={entry} item={item} />}
          <span className={classes.channel}>
            <ChannelMark kind={entry.channel} size={13} /> {channels.name(entry.channel)}
            <span className="g-sr">
              {held
                ? t('case.message.willBeSent', { at: formats.dateTime(held) })
                : t(`case.message.direction.${entry.direction}`)}
            </span>
          </span>
          <Recipients entry={entry} />
          {entry.movedFrom && (
            <button type="button" className={classes.origin} onClick={() => onOpen(entry.movedFrom!.caseId)}>
              <IconCornerDownRight size={13} stroke={1.5} aria-hidden />
              {t('case.message.movedFrom', { reference: entry.movedFrom.reference })}
            </button>
          )}
        </span>
        <ShortTime at={entry.at} className={classes.time} />
        {(entry.hasOriginal || out || mayForward || may('case.move')) && (
          <Menu position="bottom-end" width={300}>
            <Menu.Target>
              <ActionIcon size={26} aria-label={t('case.message.more')}>
                <IconDots size={16} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayForward && (
                <Menu.Item
                  leftSection={<IconArrowForwardUp size={16} stroke={1.5} />}
                  onClick={() => setOverlay({ kind: 'ask', item, entry })}
                >
                  {t('case.side.forward')}
                </Menu.Item>
              )}
              {entry.hasOriginal && (
                <Menu.Item
                  component="a"
                  href={addressOf('getOriginal', { params: { id: item.id, entryId: entry.id } })}
                  download
                  leftSection={<IconDownload size={16} stroke={1.5} />}
                >
                  {t('case.message.original')}
                </Menu.Item>
              )}
              {out && (
                <Menu.Item
                  component="a"
                  href={addressOf('getLetter', { params: { id: item.id, entryId: entry.id } })}
                  target="_blank"
                  leftSection={<IconFileTypePdf size={16} stroke={1.5} />}
                >
                  {t('case.message.letter')}
                </Menu.Item>
              )}
              {!out && <BlockSenderItem entry={entry} item={item} />}
              {may('case.move') && (
                <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.5} />} onClick={() => onMove(entry.id)}>
                  {t('case.move.begin')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {entry.signature && <SignatureMark signature={entry.signature} />}
      {entry.authentication && <SenderWarnings warnings={entry.authentication.warnings} />}
      {entry.spam && <SpamVerdictLine verdict={entry.spam} />}
      <MessageFlags entry={entry} />
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
      {entry.draftedBy && (
        <p className={classes.draftedBy}>{t('case.message.draftedBy', { names: formats.list(entry.draftedBy) })}</p>
      )}
      {entry.delivery && <DeliveryStatusLine entry={entry} delivery={entry.delivery} caseId={item.id} />}
    </section>
  );
}
