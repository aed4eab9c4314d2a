import type { ActivityEntry } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useChannelReason, useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useLanguages } from '../../../shared/i18n/use-languages.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { fieldChangeText } from '../fields/field-change-text.js';
import { useAssignmentReasonText } from './use-assignment-reason-text.js';
import { useOtherCaseText, type Context, type Kind } from './use-other-case-text.js';

/** A sentence for every kind of activity: one that is missing is an error of the compiler. */
type Texts = { [Type in Kind]: (context: Context<Type>) => string };

/** Where a case stands, and who works on it. */
function useAssignmentText() {
  const { t } = useTexts();
  const formats = useFormats();
  const reason = useAssignmentReasonText();
  return {
    opened: ({ actor, who }: Context<'opened'>) =>
      actor.kind === 'agent' ? t('case.activity.opened', { who }) : t('case.activity.openedByCitizen'),
    'from-quarantine': ({ who }: Context<'from-quarantine'>) => t('case.activity.fromQuarantine', { who }),
    'sender-blocked': ({ activity: { value, reason }, who }: Context<'sender-blocked'>) =>
      reason === 'abusive'
        ? t('case.activity.senderBlockedAbusive', { value, who })
        : t('case.activity.senderBlocked', { value, who }),
    'locked-file-taken': ({ activity: { name, reason }, who }: Context<'locked-file-taken'>) =>
      t('case.activity.lockedFileTaken', { name, reason, who }),
    'sender-unblocked': ({ activity: { value }, who }: Context<'sender-unblocked'>) =>
      t('case.activity.senderUnblocked', { value, who }),
    status: ({ actor, activity, who }: Context<'status'>) => {
      if (activity.to === 'snoozed' && activity.snoozeUntil)
        return t('case.activity.snoozed', { who, until: formats.dateTime(activity.snoozeUntil) });
      if (activity.to === 'spam') return t('case.activity.spam', { who });
      if (activity.from === 'spam') return t('case.activity.notSpam', { who });
      if (activity.because === 'not-delivered') return t('case.activity.openAsNotDelivered');
      if (activity.because === 'transmitted') return t('case.activity.closedAsTransmitted', { who });
      if (activity.to === 'closed') return t('case.activity.closed', { who });
      if (activity.from === 'closed')
        return actor.kind === 'agent' ? t('case.activity.reopened', { who }) : t('case.activity.reopenedItself');
      if (activity.from === 'waiting' && activity.to === 'open' && actor.kind !== 'agent')
        return t('case.activity.backItself');
      return t('case.activity.status', { who, to: t(`common.status.${activity.to}`) });
    },
    assigned: ({ actor, activity, who }: Context<'assigned'>) => {
      if (activity.because) return reason.assigned(activity, activity.because);
      if (!activity.to) return t('case.activity.unassigned', { who });
      if (actor.kind === 'agent' && activity.toId === actor.id) return t('case.activity.took', { who });
      return t('case.activity.assigned', { who, to: activity.to });
    },
    team: ({ activity, who }: Context<'team'>) => {
      if (activity.because) return reason.team(activity, activity.because);
      const text = t('case.activity.team', { who, to: activity.to });
      return activity.reason ? t('case.activity.withReason', { text, reason: activity.reason }) : text;
    },
    'handover-undone': ({ activity, who }: Context<'handover-undone'>) =>
      t('case.activity.handoverUndone', { who, from: activity.from, to: activity.to }),
    routed: ({ activity }: Context<'routed'>) => reason.routed(activity),
  };
}

/** What a case is about, and by when it is due. */
function useFieldText() {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const formats = useFormats();
  const channels = useChannelTexts();
  const { name: languageName } = useLanguages();
  return {
    'case-type': ({ activity, who }: Context<'case-type'>) =>
      activity.to === null
        ? t('case.routingActivity.caseTypeRemoved', { who, from: activity.from })
        : t('case.routingActivity.caseType', { who, to: activity.to }),
    language: ({ activity, who }: Context<'language'>) =>
      activity.to === null
        ? t('case.routingActivity.languageTaken', { who })
        : t('case.routingActivity.language', { who, to: languageName(activity.to) }),
    'sla-threshold': ({ activity }: Context<'sla-threshold'>) =>
      t(
        activity.threshold < 100
          ? 'case.routingActivity.near'
          : activity.threshold < 200
            ? 'case.routingActivity.missed'
            : 'case.routingActivity.missedTwice',
        {
          clock: t(`time.timer.${activity.timer}`),
          at: formats.dateTime(activity.dueAt),
        },
      ),
    'survey-sent': ({ activity }: Context<'survey-sent'>) =>
      t('case.routingActivity.surveySent', { channel: channels.name(activity.channel) }),
    priority: ({ activity, who }: Context<'priority'>) =>
      t('case.activity.priority', {
        who,
        to:
          activity.to in { low: 1, normal: 1, high: 1, urgent: 1 }
            ? t(`common.priority.${activity.to as 'low'}`)
            : activity.to,
      }),
    fields: ({ activity, who }: Context<'fields'>) =>
      t('case.fields.activity.by', {
        who,
        changes: activity.changes.map((change) => fieldChangeText(change, { t, language })).join(' · '),
      }),
    step: ({ activity: { what, label, from }, who }: Context<'step'>) =>
      t(`case.checklist.activity.${what}`, { who, label: label[language], from }),
    tags: ({ activity, who }: Context<'tags'>) =>
      [
        activity.added.length &&
          t('case.activity.tagged', { who, count: activity.added.length, tags: formats.list(activity.added) }),
        activity.removed.length &&
          t('case.activity.untagged', { who, count: activity.removed.length, tags: formats.list(activity.removed) }),
      ]
        .filter(Boolean)
        .join(' · '),
    subject: ({ activity, who }: Context<'subject'>) => t('case.activity.subject', { who, to: activity.to }),
  };
}

/** What became of a message. */
function useMessageText() {
  const { t } = useTexts();
  const formats = useFormats();
  const channelReason = useChannelReason();
  const channels = useChannelTexts();
  return {
    receipt: ({ activity }: Context<'receipt'>) => {
      const said = t(`case.delivery.${activity.status}`);
      return [
        activity.recipient ? t('case.activity.receiptFor', { said, recipient: activity.recipient }) : said,
        activity.reason && channelReason(activity.reason),
      ]
        .filter(Boolean)
        .join(' – ');
    },
    'not-acknowledged': ({ activity }: Context<'not-acknowledged'>) =>
      t('case.notAcknowledged.because', { reason: t(`case.notAcknowledged.reason.${activity.because}`) }),
    'letter-posted': ({ activity, who }: Context<'letter-posted'>) =>
      t('case.activity.letterPosted', { who, on: formats.date(activity.on) }),
    canceled: ({ who }: Context<'canceled'>) => t('case.activity.canceled', { who }),
    reaction: ({ activity }: Context<'reaction'>) =>
      activity.emoji
        ? t('case.activity.reaction', { who: activity.by, emoji: activity.emoji })
        : t('case.activity.reactionTaken', { who: activity.by }),
    // Only the sender does either: by the number alone where it is not certain whose it is.
    edited: ({ activity, actor }: Context<'edited'>) =>
      t('case.activity.edited', { who: displayName(actor.name), text: activity.text }),
    deleted: ({ actor }: Context<'deleted'>) => t('case.activity.deleted', { who: displayName(actor.name) }),
    'sender-named': ({ activity: { from, to }, who }: Context<'sender-named'>) =>
      t(to === null ? 'case.activity.senderTakenBack' : 'case.activity.senderNamed', {
        who,
        name: displayName(to ?? from ?? ''),
      }),
    'note-changed': ({ activity: { what }, who }: Context<'note-changed'>) => t(`case.activity.note.${what}`, { who }),
    consent: ({ activity }: Context<'consent'>) =>
      t(activity.given ? 'case.activity.consentGiven' : 'case.activity.consentTaken', {
        word: activity.word,
        channel: channels.name(activity.channel),
        address: activity.address,
      }),
  };
}

/** What was learnt of a person. */
function usePeopleText() {
  const { t } = useTexts();
  return {
    citizen: ({ activity, who }: Context<'citizen'>) => t('case.activity.citizen', { who, to: activity.to }),
    'citizen-merged': ({ activity, who }: Context<'citizen-merged'>) =>
      t('case.activity.citizenMerged', {
        who,
        name: displayName(activity.name),
        other: displayName(activity.other),
        reason: activity.reason,
      }),
    'citizen-unmerged': ({ activity, who }: Context<'citizen-unmerged'>) =>
      t('case.activity.citizenUnmerged', { who, name: displayName(activity.name), other: displayName(activity.other) }),
    'citizen-distinct': ({ activity, who }: Context<'citizen-distinct'>) =>
      t('case.activity.citizenDistinct', { who, name: displayName(activity.name), other: displayName(activity.other) }),
    'citizen-distinct-undone': ({ activity, who }: Context<'citizen-distinct-undone'>) =>
      t('case.activity.citizenDistinctUndone', {
        who,
        name: displayName(activity.name),
        other: displayName(activity.other),
      }),
    'citizen-renamed': ({ activity, who }: Context<'citizen-renamed'>) =>
      t('case.activity.citizenRenamed', { who, from: activity.from, to: activity.to }),
    'handle-added': ({ activity, who }: Context<'handle-added'>) =>
      t(activity.evidence === 'checked' ? 'case.activity.handleChecked' : 'case.activity.handleAdded', {
        who,
        address: activity.address,
      }),
    'handle-detached': ({ activity, who }: Context<'handle-detached'>) =>
      t('case.activity.handleDetached', { who, address: activity.address, reason: activity.reason }),
  };
}

/** Who else was asked about a case, without its citizen. */
function useSideText() {
  const { t } = useTexts();
  const formats = useFormats();
  return {
    'side-conversation': ({ activity: { what, names }, who }: Context<'side-conversation'>) =>
      t(`case.activity.side.${what}`, { who, names: formats.list(names) }),
    transmission: ({ activity: { what, how, authority }, who }: Context<'transmission'>) =>
      what === 'begun'
        ? t('case.activity.transmission.begun', { who, authority })
        : t(`case.activity.transmission.${how}`, { authority }),
  };
}

/** Who alone sees a case, and who has opened it nevertheless. */
function useRestrictionText() {
  const { t } = useTexts();
  const formats = useFormats();
  return {
    restricted: ({ activity: { agents, reason, detail }, who }: Context<'restricted'>) =>
      t('case.activity.restricted', {
        who,
        agents: formats.list(agents),
        reason: [t(`case.restriction.reason.${reason}`), detail].filter(Boolean).join(' – '),
      }),
    'restriction-changed': ({ activity: { added, removed, reason, because }, who }: Context<'restriction-changed'>) => {
      if (because) return t('case.activity.restrictionInherited', { agents: formats.list(added) });
      const changes = [
        added.length > 0 && t('case.activity.restrictionNamed', { who, agents: formats.list(added) }),
        removed.length > 0 && t('case.activity.restrictionRemoved', { who, agents: formats.list(removed) }),
      ].filter(Boolean);
      if (changes.length > 0) return changes.join(' · ');
      return t('case.activity.restrictionReason', { who, reason: t(`case.restriction.reason.${reason}`) });
    },
    'restriction-lifted': ({ who }: Context<'restriction-lifted'>) => t('case.activity.restrictionLifted', { who }),
    'glass-broken': ({ activity: { reason, until }, who }: Context<'glass-broken'>) =>
      t('case.activity.glassBroken', { who, reason, until: formats.dateTime(until) }),
    'glass-ended': ({ activity: { of }, who }: Context<'glass-ended'>) =>
      of ? t('case.activity.glassEndedOf', { who, of }) : t('case.activity.glassEnded', { who }),
  };
}

/** Returns a sentence with a capital where it begins with its subject. */
const withCapital = (sentence: string, subject: string) =>
  sentence.startsWith(subject) ? sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1) : sentence;

/** Returns a formatter of activities: each becomes one sentence. */
export function useActivityText({ isByName = false } = {}) {
  const { t } = useTexts();
  const { agent } = useSession();
  const texts: Texts = {
    ...{ ...useAssignmentText(), ...useFieldText(), ...useMessageText() },
    ...{ ...useOtherCaseText(), ...usePeopleText(), ...useRestrictionText(), ...useSideText() },
  };
  return ({ actor, activity, caseId }: ActivityEntry): string => {
    const own = !isByName && actor.kind === 'agent' && actor.id === agent.id;
    const who = own
      ? t('case.activity.you')
      : actor.kind === 'system'
        ? t('case.activity.system')
        : displayName(actor.name);
    const text = texts[activity.type] as (context: Context) => string;
    const sentence = text({ actor, activity, who, caseId });
    // The name of a person begins a sentence as they write it.
    const said = own || actor.kind === 'system' ? withCapital(sentence, who) : sentence;
    return actor.kind === 'agent' && actor.macro ? t('case.activity.byMacro', { said, name: actor.macro }) : said;
  };
}
