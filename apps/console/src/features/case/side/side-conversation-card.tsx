import type { ActivityEntry, CaseDetail, SideConversation } from '@guichet/contracts';
import { IconChevronDown, IconChevronRight, IconLock, IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { SideConversationReply } from './side-conversation-reply.js';
import classes from './side-conversation-card.module.css';
import { hasNotArrived, SideMessages } from './side-messages.js';
import { sideConversationsQuery, useRetrySide } from './side-queries.js';

interface Props {
  entry: ActivityEntry;
  sideConversationId: string;
  item: CaseDetail;
  /** What is shown where the conversation is in another case now. */
  fallback: ReactNode;
}

function Inside({ item, conversation }: { item: CaseDetail; conversation: SideConversation }) {
  const { t } = useTexts();
  const may = useMay();
  const retry = useRetrySide(item.id);
  const mayWrite = may('case.reply') && item.mergedInto === null;
  return (
    <div className={classes.inside}>
      <p className={classes.subject} dir="auto">
        {conversation.subject}
      </p>
      <p className={classes.apart}>
        <IconLock size={13} stroke={1.75} aria-hidden />
        {t('case.side.apart')}
      </p>
      <SideMessages messages={conversation.messages} sideId={conversation.id} retry={mayWrite ? retry : null} />
      {mayWrite && <SideConversationReply caseId={item.id} conversation={conversation} />}
    </div>
  );
}

/** A side conversation in the timeline: one line that says how it stands, and opens to its messages. */
export function SideConversationCard({ entry, sideConversationId, item, fallback }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data } = useQuery(sideConversationsQuery(item.id));
  const [chosen, setChosen] = useState<boolean>();
  const conversation = data?.find(({ id }) => id === sideConversationId);
  if (!conversation) return fallback;
  const { state, since, recipients } = conversation;
  // What was open for its answer stays open when that was answered, and for what did not arrive when that is sent again.
  if (chosen === undefined && (state === 'answered' || conversation.messages.some(hasNotArrived))) setChosen(true);
  const open = chosen ?? false;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.card} data-state={state}>
      <button type="button" className={classes.head} aria-expanded={open} onClick={() => setChosen(!open)}>
        <Chevron size={14} stroke={1.75} aria-hidden />
        <IconMessages size={16} stroke={1.5} aria-hidden />
        <span className={classes.summary}>
          <span className={classes.names}>
            {t('case.side.asked', { names: formats.list(recipients.map(({ name, value }) => name || value)) })}
          </span>
          {' · '}
          <span className={classes.state}>{t(`case.side.state.${state}`, { since: formats.dateTime(since) })}</span>
        </span>
        <ShortTime at={entry.at} className={classes.time} />
      </button>
      {open && <Inside item={item} conversation={conversation} />}
    </section>
  );
}
