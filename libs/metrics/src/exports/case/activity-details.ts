import type { Activity, Language } from '@guichet/contracts';
import { words } from '../export-texts.js';
import { archiveTexts } from './archive-texts.js';

/** Fields of activities that people have written or know, in the order in which they are read; codes stay in `case.json`. */
const READABLE = ['name', 'other', 'of', 'value', 'address', 'word', 'reference', 'by', 'emoji', 'recipient', 'text', 'detail', 'authority'] as const; // prettier-ignore

/** Activities whose reason is a sentence of an agent, and no code. */
const REASON_IN_WORDS: ReadonlySet<Activity['type']> = new Set([
  'locked-file-taken',
  'team',
  'glass-broken',
  'moved',
  'citizen-merged',
  'handle-detached',
]);

/** What an activity says beside its label: what changed, who and which case it names, and why. */
export function activityDetails(activity: Activity, language: Language): string[] {
  const fields = activity as Record<string, unknown>;
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '');
  const why = REASON_IN_WORDS.has(activity.type) ? text('reason') : '';
  return [change(activity, language), named(fields), ...READABLE.map(text), lists(activity), why].filter(Boolean);
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
