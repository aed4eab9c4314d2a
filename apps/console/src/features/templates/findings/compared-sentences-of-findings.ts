import type { TemplateContent, TemplateFinding } from '@guichet/contracts';
import { findWords, type Mark } from './find-words.js';
import { sentencesIn } from './wording-sentences.js';

type Blocks = Pick<TemplateContent, 'blocks'> & Partial<Pick<TemplateContent, 'subject'>>;
export type ComparedSide = 'full' | 'short' | 'subject';

/** A whole sentence of a wording, with the places of the words that findings are about. */
export interface ComparedSentence {
  /** The index of its block; null: it is the subject. */
  block: number | null;
  /** Its number in that wording of the block. */
  at: number;
  text: string;
  marks: Mark[];
}

/** Sentences of the full wording beside those that say the same otherwise, and all findings about them. */
export interface ComparedPassage {
  findings: TemplateFinding[];
  full: ComparedSentence[];
  /** Of the short wording, or of the subject where `wording` says so. */
  other: ComparedSentence[];
  wording: Exclude<ComparedSide, 'full'>;
}

/** The words of a finding on either side; `whole`: all sentences of the block belong to it. */
interface Words {
  full: readonly string[];
  other: readonly string[];
  whole?: boolean;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function wordsOf({ code, where, data }: TemplateFinding): Words | undefined {
  if (where?.wording === 'whatsapp') return undefined;
  switch (code) {
    case 'words-differ':
      return { full: texts(data['full']), other: texts(data['short']) };
    case 'facts-differ':
      return { full: texts(data['missing']), other: texts(data['added']) };
    case 'values-exchanged':
      return { full: texts(data['texts']), other: texts(data['texts']) };
    case 'conditions-differ':
      return { full: [`{% ${String(data['name'])} %}`], other: [`{% ${String(data['name'])} %}`], whole: true };
    default:
      return undefined;
  }
}

/**
 * Returns the findings with the sentences that they are about; those about the same sentences are together. One that compares nothing,
 * or of which no sentence is found, has none. Pure.
 */
export function comparedPassages(findings: readonly TemplateFinding[], content: Blocks): ComparedPassage[] {
  const written = new WrittenSentences(content);
  return findings.reduce<ComparedPassage[]>((passages, finding) => {
    const passage = passageOf(finding, written);
    const joined = passages.filter((one) => one.wording === passage.wording && sharesSentence(one, passage));
    if (joined.length === 0) return [...passages, passage];
    const [first] = joined;
    const merged = [...joined, passage].reduce(merge);
    return passages.flatMap((one) => (one === first ? [merged] : joined.includes(one) ? [] : [one]));
  }, []);
}

function passageOf(finding: TemplateFinding, written: WrittenSentences): ComparedPassage {
  const wording = finding.where?.wording === 'subject' ? 'subject' : 'short';
  const words = wordsOf(finding);
  const block = finding.where?.block ?? null;
  if (!words) return { findings: [finding], full: [], other: [], wording };
  const [full, other] = [
    written.find(words.full, { side: 'full', block }),
    written.find(words.other, { side: wording, block }),
  ];
  const blocks = [...full, ...other].flatMap((one) => one.block ?? []);
  const near = blocks.length > 0 ? blocks : block === null ? [] : [block];
  return {
    findings: [finding],
    full: complete(full, { words, all: () => written.inBlocks(near, 'full') }),
    other: complete(other, { words, all: () => written.inBlocks(near, wording) }),
    wording,
  };
}

/** Where one side says nothing of it, its whole block is what there is to read. */
const complete = (found: ComparedSentence[], { words, all }: { words: Words; all: () => ComparedSentence[] }) =>
  found.length === 0 ? all() : words.whole ? union(all(), found) : found;

const keyOf = ({ block, at, text }: ComparedSentence): string => `${block} ${at} ${text}`;

function sharesSentence(a: ComparedPassage, b: ComparedPassage): boolean {
  const shares = (some: ComparedSentence[], others: ComparedSentence[]) =>
    some.some((one) => others.some((other) => keyOf(one) === keyOf(other)));
  return shares(a.full, b.full) || shares(a.other, b.other);
}

const merge = (a: ComparedPassage, b: ComparedPassage): ComparedPassage => ({
  findings: [...a.findings, ...b.findings],
  full: union(a.full, b.full),
  other: union(a.other, b.other),
  wording: a.wording,
});

/** All sentences of two lists, each once and with the marks of both, in the order of the text. */
function union(some: readonly ComparedSentence[], others: readonly ComparedSentence[]): ComparedSentence[] {
  const byKey = new Map<string, ComparedSentence>();
  for (const sentence of [...some, ...others]) {
    const known = byKey.get(keyOf(sentence));
    byKey.set(keyOf(sentence), known ? { ...known, marks: [...known.marks, ...sentence.marks] } : sentence);
  }
  return [...byKey.values()].toSorted((a, b) => (a.block ?? -1) - (b.block ?? -1) || a.at - b.at);
}

interface Place {
  side: ComparedSide;
  block: number | null;
}

/** The sentences of a content, by block and wording. */
class WrittenSentences {
  private readonly read = new Map<string, string[]>();

  constructor(private readonly content: Blocks) {}

  /** The sentences in which these words are: in the given block, else where both wordings differ, else anywhere. */
  find(words: readonly string[], { side, block }: Place): ComparedSentence[] {
    const all = this.content.blocks.map((_, index) => index);
    const own = all.filter((index) => this.content.blocks[index]!.short !== null);
    const tiers = side === 'subject' ? [[]] : [block === null ? [] : [block], own, all];
    const found = words.flatMap((word) => {
      for (const tier of tiers) {
        const said = this.inBlocks(tier, side).map((one) => ({ ...one, marks: findWords(one.text, word) }));
        const hits = said.filter(({ marks }) => marks.length > 0);
        if (hits.length > 0) return hits;
      }
      return [];
    });
    return union(found, []);
  }

  inBlocks(blocks: readonly number[], side: ComparedSide): ComparedSentence[] {
    if (side === 'subject') return this.sentences(this.content.subject ?? '', null);
    return [...new Set(blocks)].flatMap((index) => {
      const block = this.content.blocks[index];
      return block ? this.sentences(side === 'short' ? (block.short ?? block.full) : block.full, index) : [];
    });
  }

  private sentences(source: string, block: number | null): ComparedSentence[] {
    const known = this.read.get(source) ?? sentencesIn(source);
    this.read.set(source, known);
    return known.map((text, at) => ({ block, at, text, marks: [] }));
  }
}
