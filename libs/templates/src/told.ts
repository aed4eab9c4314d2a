import type { ToldFact } from '@guichet/contracts';
import type { Place } from './edits.js';
import { distinct, FactSet, factsIn, without, type FoundFact } from './facts.js';
import type { Rendering } from './render.js';
import { toText } from './form.js';

type Said = Pick<FoundFact, 'kind' | 'value' | 'text'>;

/** A fact of the approved text, the variable that it comes from, and the blocks that tell it. */
export interface ApprovedFact extends Said {
  variable: string | null;
  blocks: number[];
}

/** The facts of a rendering, each with whence it comes. */
export function approvedFacts(rendering: Pick<Rendering, 'blocks' | 'text'>): ApprovedFact[] {
  const runs = rendering.blocks.flatMap((block) => block.runs.filter(({ variable }) => variable !== null));
  const values = new Map(runs.map((run) => [`${run.variable} ${run.text}`, run]));
  const byVariable = [...values.values()].map(({ text, variable }) => ({
    variable,
    facts: new FactSet(factsIn(toText([{ text, variable }]))),
  }));
  const byBlock = rendering.blocks.map(({ block, text }) => ({ block, facts: new FactSet(factsIn(text)) }));
  return distinct(factsIn(rendering.text)).map(({ kind, value, text }) => ({
    kind,
    value,
    text,
    variable: byVariable.find(({ facts }) => facts.has({ kind, value }))?.variable ?? null,
    blocks: byBlock.filter(({ facts }) => facts.has({ kind, value })).map(({ block }) => block),
  }));
}

/**
 * Whether an answer, as it was sent, tells what the approved text tells. What something else of its kind has taken the place of
 * is contradicted: where a block stood, as `places` says, or anywhere where nobody can say. Pure.
 */
export function toldFacts(
  approved: readonly ApprovedFact[],
  sent: string,
  places?: ReadonlyMap<number, Place>,
): ToldFact[] {
  const told = distinct(factsIn(sent));
  const isTold = new FactSet(told);
  const extra = without(told, approved);
  const found = new Places(approved, extra, places);
  const binding = new Candidates(
    extra.filter(({ kind, start }) => kind === 'date' && BINDS.test(sent.slice(Math.max(0, start - 60), start))),
  );
  const anywhere = new Candidates(extra);
  const used = new FactSet();
  const facts = approved.map((fact): ToldFact => {
    const { kind, value, text, variable } = fact;
    const common = { kind, value, approved: text, variable };
    const same = isTold.has(fact);
    const here = places ? fact.blocks.map((block) => found.at(block).extra) : [anywhere];
    const instead = same
      ? found.displacing(fact)
      : (first(here, keyOf(fact), used) ??
        (kind === 'date' ? (first(here, 'duration', used) ?? binding.first('date', used)) : undefined));
    if (!instead)
      return { ...common, ...(same ? { told: text, verdict: 'same' } : { told: null, verdict: 'missing' }) };
    used.add(instead);
    return { ...common, told: instead.text, verdict: 'other' };
  });
  const added = extra
    .filter((fact) => !used.has(fact))
    .map(({ kind, value, text }): ToldFact => ({
      kind,
      value,
      approved: null,
      told: text,
      variable: null,
      verdict: 'added',
    }));
  return [...facts, ...added];
}

/** What leads to a day until which something must be done: wherever it stands, it is told in the place of ours. */
const BINDS =
  /(?:au plus tard(?: le)?|avant(?: le)?|d[’']ici(?: le| au)?|dernier délai(?: le)?|échéance(?: le| au)?|(?<!\p{L})(?:by|before|no later than|deadline(?: of| is)?))[\s:*_\u00A0]{0,8}$/iu;

/**
 * Only what has the same key stands for a fact: a way to contest is there or not, and another one does not stand for it; but
 * there is one court. A day may also be told as a time from now.
 */
const keyOf = ({ kind, value }: Said): string => (kind === 'appeal' ? `appeal ${value.split(' ', 1)[0]}` : kind);

/** Facts by what they can stand for, each until it was used. */
class Candidates {
  private readonly byKey = new Map<string, { facts: Said[]; next: number }>();

  constructor(facts: readonly Said[]) {
    for (const fact of facts) {
      const known = this.byKey.get(keyOf(fact));
      if (known) known.facts.push(fact);
      else this.byKey.set(keyOf(fact), { facts: [fact], next: 0 });
    }
  }

  first(key: string, used: FactSet): Said | undefined {
    const known = this.byKey.get(key);
    while (known && known.next < known.facts.length && used.has(known.facts[known.next]!)) known.next += 1;
    return known?.facts[known.next];
  }
}

function first(places: readonly Candidates[], key: string, used: FactSet): Said | undefined {
  for (const place of places) {
    const fact = place.first(key, used);
    if (fact) return fact;
  }
  return undefined;
}

/** What is told where a block stood. */
interface Seen {
  text: FactSet;
  /** Of what no block has said, what the approved text does not tell. */
  extra: Candidates;
  /** The same, and what it tells elsewhere. */
  strange: Candidates;
}
const NOTHING: Seen = { text: new FactSet(), extra: new Candidates([]), strange: new Candidates([]) };
const UNUSED = new FactSet();

/** The places of the blocks, each looked at once. */
class Places {
  private readonly seen = new Map<number, Seen>();
  private readonly isExtra: FactSet;
  /** Blocks may have made room for the same words. */
  private readonly texts = new Map<string, FoundFact[]>();

  constructor(
    private readonly approved: readonly ApprovedFact[],
    extra: readonly Said[],
    private readonly places: ReadonlyMap<number, Place> | undefined,
  ) {
    this.isExtra = new FactSet(extra);
  }

  at(block: number): Seen {
    const place = this.places?.get(block);
    if (!place) return NOTHING;
    const known = this.seen.get(block) ?? this.look(block, place);
    this.seen.set(block, known);
    return known;
  }

  /** It is told, but elsewhere, and another has come to its place: two that were exchanged. */
  displacing(fact: ApprovedFact): Said | undefined {
    const [block, more] = fact.blocks.filter((one) => this.places?.has(one));
    if (block === undefined || more !== undefined) return undefined;
    const { text, strange } = this.at(block);
    return text.has(fact) ? undefined : strange.first(keyOf(fact), UNUSED);
  }

  private look(block: number, { text, fresh }: Place): Seen {
    const facts = distinct(this.factsOf(fresh));
    const own = this.approved.filter(({ blocks }) => blocks.includes(block));
    return {
      text: new FactSet(this.factsOf(text)),
      extra: new Candidates(facts.filter((fact) => this.isExtra.has(fact))),
      strange: new Candidates(without(facts, own)),
    };
  }

  private factsOf(text: string): FoundFact[] {
    const known = this.texts.get(text) ?? factsIn(text);
    this.texts.set(text, known);
    return known;
  }
}
