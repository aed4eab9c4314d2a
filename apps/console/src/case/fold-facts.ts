import type { Entry } from '@guichet/contracts';

/** More facts in a row than this are folded into one line. */
const few = 3;

/**
 * Which positions a fold hides, and which stand for one (with how many). Facts an agent must not miss are never folded:
 * what became of a message, and what may belong together.
 */
export function foldFacts(entries: ReadonlyMap<number, Entry>, open: ReadonlySet<number>, keep: number) {
  const hidden = new Set<number>();
  const heads = new Map<number, number>();
  let run: number[] = [];
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
    const foldable = entry.kind === 'fact' && !['receipt', 'link-suggested', 'recalled'].includes(entry.fact.type);
    if (!foldable) end();
    else {
      if (run.length && run.at(-1) !== position - 1) end();
      run.push(position);
    }
  }
  end();
  return { hidden, heads };
}
