import type { Entry, Activity } from '@guichet/contracts';

/** More activities in a row than this are folded into one line. */
const UNFOLDED = 3;

/**
 * Activities that an agent must not miss: what became of a message, what may belong together, what moved and can be undone,
 * which target was missed, who has opened a restricted case.
 */
const kept: readonly Activity['type'][] = [
  'receipt',
  'link-suggested',
  'canceled',
  'consent',
  'moved',
  'citizen-merged',
  'restricted',
  'glass-broken',
  'side-conversation',
  'transmission',
];
const isKept = (activity: Activity) =>
  kept.includes(activity.type) || (activity.type === 'sla-threshold' && activity.threshold >= 100);

/** A hint to another case that the agent may not see leads nowhere, and there is nothing that they could do about it. */
const isHintToHiddenCase = (entry: Entry): boolean =>
  entry.kind === 'activity' && entry.activity.type === 'link-suggested' && entry.activity.caseId === null;

/**
 * Returns which positions are hidden, and which show a fold instead (with the number of its activities).
 * `shownOnMessages` are activities that are shown on the message that they are about.
 */
export function foldActivities(
  entries: ReadonlyMap<number, Entry>,
  {
    open,
    keep,
    shownOnMessages = new Set(),
  }: { open: ReadonlySet<number>; keep: number; shownOnMessages?: ReadonlySet<number> },
) {
  const hidden = new Set<number>(shownOnMessages);
  const heads = new Map<number, number>();
  let run: number[] = [];
  let last = 0;
  const end = () => {
    const [head, ...rest] = run;
    if (head !== undefined && run.length > UNFOLDED && !open.has(head) && !run.includes(keep)) {
      heads.set(head, run.length);
      for (const position of rest) hidden.add(position);
    }
    run = [];
  };
  for (const position of [...entries.keys()].toSorted((a, b) => a - b)) {
    const entry = entries.get(position)!;
    if (position !== last + 1) end();
    last = position;
    if (shownOnMessages.has(position)) continue;
    if (isHintToHiddenCase(entry)) {
      hidden.add(position);
      continue;
    }
    if (entry.kind === 'activity' && !isKept(entry.activity)) run.push(position);
    else end();
  }
  end();
  return { hidden, heads };
}
