import type { Activity, Language } from '@guichet/contracts';
import { words } from '../export-texts.js';
import { archiveTexts } from './archive-texts.js';

type FieldOf<One> = One extends Activity ? keyof One : never;
type TypeWithReason<One> = One extends Activity ? ('reason' extends keyof One ? One['type'] : never) : never;

/**
 * How a field of activities is read: as people have written or know it, in the order of this list; by `change`, `named` or `lists`; or not
 * at all, as codes and ids, which stay in `case.json`.
 */
const READ: Record<FieldOf<Activity>, 'as it is' | 'with others' | 'not'> = {
  ...({ name: 'as it is', other: 'as it is', of: 'as it is', value: 'as it is', address: 'as it is' } as const),
  ...({ word: 'as it is', reference: 'as it is', by: 'as it is', emoji: 'as it is', recipient: 'as it is' } as const),
  ...({ text: 'as it is', detail: 'as it is', authority: 'as it is' } as const),
  ...({ from: 'with others', to: 'with others', changes: 'with others', label: 'with others' } as const),
  ...({
    channel: 'with others',
    given: 'with others',
    timer: 'with others',
    what: 'with others',
    kind: 'with others',
  } as const),
  ...({ status: 'with others', on: 'with others', agents: 'with others', names: 'with others' } as const),
  ...({ added: 'with others', removed: 'with others', rules: 'with others', reason: 'with others' } as const),
  ...({
    type: 'not',
    because: 'not',
    until: 'not',
    snoozeUntil: 'not',
    dueAt: 'not',
    reportedAt: 'not',
  } as const),
  ...({
    attachmentId: 'not',
    toId: 'not',
    fromId: 'not',
    stepId: 'not',
    entryId: 'not',
    caseId: 'not',
    citizenId: 'not',
    moveId: 'not',
  } as const),
  ...({ mergeId: 'not', sideConversationId: 'not', threshold: 'not', how: 'not', direction: 'not' } as const),
  ...({
    count: 'not',
    evidence: 'not',
    team: 'not',
    caseType: 'not',
    priority: 'not',
    tags: 'not',
    undo: 'not',
  } as const),
};
const READ_AS_IT_IS = Object.entries(READ).flatMap(([field, how]) => (how === 'as it is' ? [field] : []));

/** Whether the reason of an activity is a sentence of somebody, and no code. */
const REASON_IN_WORDS: Record<TypeWithReason<Activity>, boolean> = {
  ...{ 'locked-file-taken': true, team: true, 'glass-broken': true, moved: true },
  ...{ 'citizen-merged': true, 'handle-detached': true },
  ...{
    restricted: false,
    'restriction-changed': false,
    'sender-blocked': false,
    'link-suggested': false,
    receipt: false,
  },
};

/** What an activity says beside its label: what changed, who and which case it names, and why. */
export function activityDetails(activity: Activity, language: Language): string[] {
  const fields = activity as Record<string, unknown>;
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '');
  const why = 'reason' in activity && REASON_IN_WORDS[activity.type] ? text('reason') : '';
  return [change(activity, language), named(fields), ...READ_AS_IT_IS.map(text), lists(activity), why].filter(Boolean);
}

const named = ({ agents, names = agents }: Record<string, unknown>): string =>
  Array.isArray(names) ? names.join(', ') : '';

function change(activity: Activity, language: Language): string {
  if (activity.type === 'receipt') return archiveTexts[language].delivery[activity.status];
  if (activity.type === 'letter-posted') return activity.on;
  if (activity.type === 'side-conversation') return archiveTexts[language].sideConversation[activity.what];
  if (activity.type === 'sla-threshold') return words[language].clock[activity.timer];
  if (activity.type === 'consent') return `${activity.given ? '+' : '−'} ${words[language].channel[activity.channel]}`;
  if (activity.type === 'survey-sent') return words[language].channel[activity.channel];
  if (activity.type === 'linked') return activity.kind ? archiveTexts[language].linkKind[activity.kind] : '';
  if (activity.type === 'step') return stepChange(activity, language);
  if (activity.type === 'fields')
    return activity.changes
      .map(({ label, from, to }) => {
        const [before, after] = [from?.[language], to?.[language] ?? archiveTexts[language].nothing];
        return archiveTexts[language].labelled(label[language], before === undefined ? after : `${before} → ${after}`);
      })
      .join(' · ');
  if (!('to' in activity) || !('from' in activity)) return '';
  const [from, to] = [activity.from, activity.to].map((value) => value && valueIn(activity.type, value, language));
  const after = to || archiveTexts[language].nothing;
  return from ? `${from} → ${after}` : after;
}

const STEP_SIGNS = { done: '✓', undone: '☐', added: '+', renamed: '→', removed: '−' } as const;

const stepChange = ({ what, label, from }: Extract<Activity, { type: 'step' }>, language: Language): string =>
  [from, STEP_SIGNS[what], label[language]].filter(Boolean).join(' ');

/** A status or a priority in words; all else is what people have named. */
function valueIn(type: Activity['type'], value: string, language: Language): string {
  const { status, priority } = words[language];
  const known: Partial<Record<string, string>> = type === 'status' ? status : type === 'priority' ? priority : {};
  return known[value] ?? value;
}

function lists(activity: Activity): string {
  if (activity.type === 'routed') return activity.rules.join(', ');
  if (!('added' in activity)) return '';
  return [...activity.added.map((one) => `+ ${one}`), ...activity.removed.map((one) => `− ${one}`)].join(', ');
}
