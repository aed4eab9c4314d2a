import type { FactVerdict } from '@guichet/contracts';
import type { Place } from '../usage/agent-edits.js';
import { distinct, FactSet, factsIn, without, type FoundFact } from './find-facts.js';
import type { Rendering } from '../rendering/render.js';
import { toText } from '../rendering/runs-to-text-and-html.js';

type FactText = Pick<FoundFact, 'kind' | 'value' | 'text'>;

/** A fact of the approved text, the variable that it comes from, and the blocks that contain it. */
export interface ApprovedFact extends FactText {
  variable: string | null;
  blocks: number[];
  /** How often the text says it. */
  times: number;
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
  const all = factsIn(rendering.text);
  return distinct(all).map(({ kind, value, text }) => ({
    kind,
    value,
    text,
    variable: byVariable.find(({ facts }) => facts.has({ kind, value }))?.variable ?? null,
    blocks: byBlock.filter(({ facts }) => facts.has({ kind, value })).map(({ block }) => block),
    times: timesIn(all, { kind, value }),
  }));
}

const timesIn = (facts: readonly FactText[], fact: Pick<FactText, 'kind' | 'value'>): number =>
  facts.filter(({ kind, value }) => kind === fact.kind && value === fact.value).length;

/**
 * Compares the facts of a reply as it was sent with those of the approved text. A fact is contradicted when another of
 * its kind replaced it: in the same block, as `places` states, or anywhere when the places are unknown. One that the text says
 * twice is contradicted when it is replaced once. Pure.
 */
export function compareFacts(
  approved: readonly ApprovedFact[],
  sent: string,
  places?: ReadonlyMap<number, Place>,
): FactVerdict[] {
  const all = factsIn(sent);
  const sentFacts = distinct(all);
  const sentSet = new FactSet(sentFacts);
  const extra = without(sentFacts, approved);
  const found = new BlockPlaces(approved, extra, places);
  const binding = new Candidates(
    extra.filter(
      ({ kind, start }) => kind === 'date' && DEADLINE_WORDS.test(sent.slice(Math.max(0, start - 60), start)),
    ),
  );
  const anywhere = new Candidates(extra);
  const used = new FactSet();
  const facts = approved.map((fact): FactVerdict => {
    const { kind, value, text, variable } = fact;
    const common = { kind, value, approved: text, variable };
    const same = sentSet.has(fact);
    const here = places ? fact.blocks.map((block) => found.at(block).extra) : [anywhere];
    const instead = same
      ? (found.displacing(fact) ??
        (places && timesIn(all, fact) < fact.times ? first(here, keyOf(fact), used) : undefined))
      : (first(here, keyOf(fact), used) ??
        (kind === 'date' ? (first(here, 'duration', used) ?? binding.first('date', used)) : undefined));
    if (!instead)
      return { ...common, ...(same ? { sent: text, verdict: 'same' } : { sent: null, verdict: 'missing' }) };
    used.add(instead);
    return { ...common, sent: instead.text, verdict: 'other' };
  });
  const added = extra
    .filter((fact) => !used.has(fact))
    .map(({ kind, value, text }): FactVerdict => ({
      kind,
      value,
      approved: null,
      sent: text,
      variable: null,
      verdict: 'added',
    }));
  return [...facts, ...added];
}

/** Words that introduce a deadline: a date after them replaces the approved deadline wherever it appears. */
const DEADLINE_WORDS =
  /(?:au plus tard(?: le)?|avant(?: le)?|d[’']ici(?: le| au)?|dernier délai(?: le)?|échéance(?: le| au)?|(?<!\p{L})(?:by|before|no later than|deadline(?: of| is)?))[\s:*_\u00A0]{0,8}$/iu;

/**
 * Only a fact with the same key can replace another one. An appeal is either present or missing and is not replaced by
 * another one, except that there is only one court. A date may also be given as a duration from now.
 */
const keyOf = ({ kind, value }: FactText): string => (kind === 'appeal' ? `appeal ${value.split(' ', 1)[0]}` : kind);

/** Facts by the key of what they can replace; each is used once. */
class Candidates {
  private readonly byKey = new Map<string, { facts: FactText[]; next: number }>();

  constructor(facts: readonly FactText[]) {
    for (const fact of facts) {
      const known = this.byKey.get(keyOf(fact));
      if (known) known.facts.push(fact);
      else this.byKey.set(keyOf(fact), { facts: [fact], next: 0 });
    }
  }

  first(key: string, used: FactSet): FactText | undefined {
    const known = this.byKey.get(key);
    while (known && known.next < known.facts.length && used.has(known.facts[known.next]!)) known.next += 1;
    return known?.facts[known.next];
  }
}

function first(places: readonly Candidates[], key: string, used: FactSet): FactText | undefined {
  for (const place of places) {
    const fact = place.first(key, used);
    if (fact) return fact;
  }
  return undefined;
}

/** The facts that are found where a block was. */
interface BlockFacts {
  text: FactSet;
  /** The facts in changed text that the approved text does not contain. */
  extra: Candidates;
  /** The same facts, and those of the approved text that belong to other blocks. */
  strange: Candidates;
}
const NOTHING: BlockFacts = { text: new FactSet(), extra: new Candidates([]), strange: new Candidates([]) };
const UNUSED = new FactSet();

/** The places of the blocks, each looked at once. */
class BlockPlaces {
  private readonly seen = new Map<number, BlockFacts>();
  private readonly isExtra: FactSet;
  /** Several blocks may have been replaced by the same text. */
  private readonly texts = new Map<string, FoundFact[]>();

  constructor(
    private readonly approved: readonly ApprovedFact[],
    extra: readonly FactText[],
    private readonly places: ReadonlyMap<number, Place> | undefined,
  ) {
    this.isExtra = new FactSet(extra);
  }

  at(block: number): BlockFacts {
    const place = this.places?.get(block);
    if (!place) return NOTHING;
    const known = this.seen.get(block) ?? this.look(block, place);
    this.seen.set(block, known);
    return known;
  }

  /**
   * Returns the fact that replaced this one in its block, where this one is stated in another block: the two were
   * exchanged.
   */
  displacing(fact: ApprovedFact): FactText | undefined {
    const [block, more] = fact.blocks.filter((one) => this.places?.has(one));
    if (block === undefined || more !== undefined) return undefined;
    const { text, strange } = this.at(block);
    return text.has(fact) ? undefined : strange.first(keyOf(fact), UNUSED);
  }

  private look(block: number, { text, fresh }: Place): BlockFacts {
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
