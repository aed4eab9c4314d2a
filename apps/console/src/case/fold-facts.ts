import type { Entry, Fact } from '@guichet/contracts';

/** More facts in a row than this are folded into one line. */
const few = 3;

/**
 * Facts an agent must not miss: what became of a message, what may belong together, what moved and can be undone, what was
 * promised and not kept.
 */
const kept: readonly Fact['type'][] = ['receipt', 'link-suggested', 'recalled', 'consent', 'moved', 'citizen-merged'];
const isKept = (fact: Fact) => kept.includes(fact.type) || (fact.type === 'clock' && fact.level >= 100);

/**
 * Which positions show nothing, and which stand for a fold (with how many). `told` are facts that are shown elsewhere, on
 * the message that they are about.
 */
export function foldFacts(
  entries: ReadonlyMap<number, Entry>,
  open: ReadonlySet<number>,
  keep: number,
  told: ReadonlySet<number> = new Set(),
) {
  const hidden = new Set<number>(told);
  const heads = new Map<number, number>();
  let run: number[] = [];
  let last = 0;
  const end = () => {
    const [head, ...rest] = run;
    if (head !== undefined && run.length > few && !open.has(head) && !run.includes(keep)) {
      heads.set(head, run.length);
      for (const position of rest) hidden.add(position);
    }
    run = [];
  };
  for (const position of [...entries.keys()].toSorted((a, b) => a - b)) {
    const entry = entries.get(position)!;
    if (position !== last + 1) end();
    last = position;
    if (told.has(position)) continue;
    if (entry.kind === 'fact' && !isKept(entry.fact)) run.push(position);
    else end();
  }
  end();
  return { hidden, heads };
}
