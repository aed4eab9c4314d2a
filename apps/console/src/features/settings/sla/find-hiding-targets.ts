import { ChannelKind, Priority, type SlaTarget } from '@guichet/contracts';

const sides = ['teams', 'caseTypes', 'channels', 'priorities'] as const;
type Sort = Record<(typeof sides)[number], string>;

const fits = (target: SlaTarget, sort: Sort) =>
  sides.every((side) => target[side].length === 0 || (target[side] as readonly string[]).includes(sort[side]));

/** What there is of a side that is closed; of the others there are always some that no target names. */
const closed: { [side in (typeof sides)[number]]?: readonly string[] } = {
  channels: ChannelKind.options,
  priorities: Priority.options,
};

/** Every sort of case that a target fits, told apart as far as the others do; one stands for all those that none names. */
function sortsOf(target: SlaTarget, others: readonly SlaTarget[]): Sort[] {
  const values = (side: (typeof sides)[number]): readonly string[] => {
    if (target[side].length > 0) return target[side];
    const named = new Set<string>(others.flatMap((other) => other[side]));
    const unnamed = closed[side] ? closed[side].find((value) => !named.has(value)) : '';
    return unnamed === undefined ? [...named] : [...named, unnamed];
  };
  return sides.reduce<Sort[]>(
    (sorts, side) => sorts.flatMap((sort) => values(side).map((value) => ({ ...sort, [side]: value }))),
    [{ teams: '', caseTypes: '', channels: '', priorities: '' }],
  );
}

/**
 * Returns the targets above the one at `index` that leave it no case: one that fits all of them, or all that take
 * some.
 */
export function findHidingTargets(targets: readonly SlaTarget[], index: number): SlaTarget[] {
  const above = targets.slice(0, index);
  const sorts = sortsOf(targets[index]!, above);
  const takers = new Set(sorts.map((sort) => above.find((upper) => fits(upper, sort))));
  if (takers.has(undefined)) return [];
  const alone = above.find((upper) => sorts.every((sort) => fits(upper, sort)));
  return alone ? [alone] : above.filter((upper) => takers.has(upper));
}
