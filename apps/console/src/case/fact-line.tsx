import type { CaseDetail, FactEntry } from '@guichet/contracts';
import { IconAlertTriangle, IconArrowsExchange, IconClockExclamation, IconPoint } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { When } from '../i18n/when.js';
import { useLanguages } from '../circulation/languages.js';
import { useTimes } from '../i18n/time.js';
import { useSession } from '../session/use-session.js';
import classes from './fact-line.module.css';
import { useBecause } from './use-because.js';
import { useDeliveryReason } from './use-delivery-reason.js';
import { useLinkReason } from './use-link-reason.js';
import { useUndoMove } from './use-undo-move.js';
import { named } from '../i18n/named.js';

type Moved = Extract<FactEntry['fact'], { type: 'moved' }>;
interface Props {
  entry: FactEntry;
  item: CaseDetail;
  onOpen: (caseId: string) => void;
}

function useFactText() {
  const { t } = useTranslation();
  const times = useTimes();
  const reasonText = useLinkReason();
  const deliveryReason = useDeliveryReason();
  const channels = useChannelWords();
  const because = useBecause();
  const { name: languageName } = useLanguages();
  const { agent } = useSession();
  /** As far as the reader may see it. */
  const otherCase = ({ reference }: { reference: string | null }) => reference ?? t('fact.otherCase');
  return ({ actor, fact }: FactEntry) => {
    const own = actor.kind === 'agent' && actor.id === agent.id;
    const who = own ? t('fact.you') : actor.kind === 'system' ? t('fact.system') : named(actor.name);
    switch (fact.type) {
      case 'opened':
        return actor.kind === 'agent' ? t('fact.opened', { who }) : t('fact.openedByCitizen');
      case 'status':
        if (fact.to === 'snoozed' && fact.snoozeUntil)
          return t('fact.snoozed', { who, until: times.dateTime(fact.snoozeUntil) });
        if (fact.to === 'closed') return t('fact.closed', { who });
        if (fact.from === 'closed')
          return actor.kind === 'agent' ? t('fact.reopened', { who }) : t('fact.reopenedItself');
        if (fact.from === 'waiting' && fact.to === 'open' && actor.kind !== 'agent') return t('fact.backItself');
        return t('fact.status', { who, to: t(`status.${fact.to}`) });
      case 'assigned':
        if (fact.because) return because.assigned(fact, fact.because);
        if (!fact.to) return t('fact.unassigned', { who });
        if (actor.kind === 'agent' && fact.toId === actor.id) return t('fact.took', { who });
        return t('fact.assigned', { who, to: fact.to });
      case 'team':
        if (fact.because) return because.team(fact, fact.because);
        return t('fact.team', { who, to: fact.to });
      case 'routed':
        return because.routed(fact);
      case 'kind':
        return fact.to === null
          ? t('desk.fact.kindTaken', { who, from: fact.from })
          : t('desk.fact.kind', { who, to: fact.to });
      case 'language':
        return fact.to === null
          ? t('desk.fact.languageTaken', { who })
          : t('desk.fact.language', { who, to: languageName(fact.to) });
      case 'clock':
        return t(
          fact.level < 100 ? 'desk.fact.near' : fact.level < 200 ? 'desk.fact.missed' : 'desk.fact.missedTwice',
          {
            clock: t(`desk.clock.${fact.clock}`),
            at: times.dateTime(fact.dueAt),
          },
        );
      case 'survey-sent':
        return t('desk.fact.surveySent', { channel: channels.name(fact.channel) });
      case 'priority':
        return t('fact.priority', {
          who,
          to: fact.to in { low: 1, normal: 1, high: 1, urgent: 1 } ? t(`priority.${fact.to as 'low'}`) : fact.to,
        });
      case 'tags':
        return [
          fact.added.length && t('fact.tagged', { who, count: fact.added.length, tags: times.list(fact.added) }),
          fact.removed.length &&
            t('fact.untagged', { who, count: fact.removed.length, tags: times.list(fact.removed) }),
        ]
          .filter(Boolean)
          .join(' · ');
      case 'subject':
        return t('fact.subject', { who, to: fact.to });
      case 'link-suggested':
        return t('fact.linkSuggested', { reference: otherCase(fact), reason: reasonText(fact.reason) });
      case 'linked':
        return t('fact.linked', { who, reference: otherCase(fact) });
      case 'link-dismissed':
        return t('fact.linkDismissed', { who, reference: otherCase(fact) });
      case 'receipt': {
        const said = t(`delivery.${fact.status}`);
        return [
          fact.recipient ? t('fact.receiptFor', { said, recipient: fact.recipient }) : said,
          deliveryReason(fact.reason),
        ]
          .filter(Boolean)
          .join(' – ');
      }
      case 'recalled':
        return t('fact.recalled', { who });
      case 'reaction':
        return fact.emoji
          ? t('fact.reaction', { who: fact.by, emoji: fact.emoji })
          : t('fact.reactionTaken', { who: fact.by });
      case 'edited':
        return t('fact.edited', { who, text: fact.text });
      case 'deleted':
        return t('fact.deleted', { who });
      case 'consent':
        return t(fact.given ? 'fact.consentGiven' : 'fact.consentTaken', {
          word: fact.word,
          channel: channels.name(fact.channel),
          address: fact.address,
        });
      case 'moved':
        return t(`fact.${fact.how}.${fact.direction}`, { who, count: fact.count, reference: otherCase(fact) });
      case 'move-undone':
        return t('fact.moveUndone', { who, reference: otherCase(fact) });
      case 'citizen':
        return t('fact.citizen', { who, to: fact.to });
      case 'citizen-merged':
        return t('fact.citizenMerged', { who, name: fact.name, other: fact.other, reason: fact.reason });
      case 'citizen-unmerged':
        return t('fact.citizenUnmerged', { who, name: fact.name, other: fact.other });
      case 'citizen-distinct':
        return t('fact.citizenDistinct', { who, name: fact.name, other: fact.other });
      case 'citizen-distinct-undone':
        return t('fact.citizenDistinctUndone', { who, name: fact.name, other: fact.other });
      case 'citizen-renamed':
        return t('fact.citizenRenamed', { who, from: fact.from, to: fact.to });
      case 'handle-added':
        return t(fact.evidence === 'checked' ? 'fact.handleChecked' : 'fact.handleAdded', {
          who,
          address: fact.address,
        });
      case 'handle-detached':
        return t('fact.handleDetached', { who, address: fact.address, reason: fact.reason });
    }
  };
}

/** The way to the other case, and back from it while that is possible. */
function MovedActs({ fact, item, onOpen }: { fact: Moved; item: CaseDetail; onOpen: (caseId: string) => void }) {
  const { t } = useTranslation();
  const undo = useUndoMove(item);
  const standing = item.moves.some((move) => move.id === fact.moveId);
  return (
    <>
      {fact.caseId && (
        <button type="button" className={classes.fold} onClick={() => onOpen(fact.caseId!)}>
          {t('move.open')}
        </button>
      )}
      {standing && (
        <button type="button" className={classes.fold} disabled={undo.isPending} onClick={() => undo.mutate(fact)}>
          {t('toast.undo')}
        </button>
      )}
    </>
  );
}

/** What happened to the case, as one grey line. */
export function FactLine({ entry, item, onOpen }: Props) {
  const text = useFactText()(entry);
  const { fact } = entry;
  const failed =
    (fact.type === 'receipt' && ['failed', 'unknown', 'stopped'].includes(fact.status)) ||
    (fact.type === 'clock' && fact.level >= 100);
  return (
    <p className={classes.fact} data-failed={failed || undefined}>
      {fact.type === 'clock' ? (
        <IconClockExclamation size={14} stroke={1.75} aria-hidden />
      ) : failed ? (
        <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      ) : fact.type === 'moved' ? (
        <IconArrowsExchange size={14} stroke={1.5} aria-hidden />
      ) : (
        <IconPoint size={14} stroke={1.5} aria-hidden />
      )}
      <bdi>{text}</bdi>
      {fact.type === 'moved' && <MovedActs fact={fact} item={item} onOpen={onOpen} />}
      <When at={entry.at} className={classes.time} />
    </p>
  );
}

export function FactFold({ count, onOpen }: { count: number; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <p className={classes.fact}>
      <IconPoint size={14} stroke={1.5} aria-hidden />
      <button type="button" className={classes.fold} onClick={onOpen}>
        {t('fact.folded', { count })}
      </button>
    </p>
  );
}
