import { createHash } from 'node:crypto';
import type { TemplateContent, TemplateFinding } from '@guichet/contracts';
import { wording } from '../rendering/parse-wording.js';
import { renderLevel, type Languages } from '../rendering/render.js';
import { compareActors } from './compare-actors.js';
import { compareAlternativeSituations } from './compare-alternative-situations.js';
import { compareWordedConditions } from './compare-worded-conditions.js';
import { compareConcepts, onlyInSubject, type ConceptDifference } from './compare-concepts.js';
import { compareLists } from './compare-lists.js';
import { compareOrder } from './compare-order.js';
import { comparePhrases } from './compare-phrases.js';
import { compareStatements, exchangedOf, type Exchanged } from './compare-statements.js';
import { mergeConcepts } from './promised-concepts.js';
import { MadeUpWords } from './test-values-to-author-words.js';
import { readBlock } from './cached-block-statements.js';
import type { Stated } from './statements-in-context.js';
import { saidOf, type StatedBlock } from './statements.js';

/** What differs in one block, by the words of either wording. */
interface BlockDifference {
  missing: Set<string>;
  added: Set<string>;
}

type Place = NonNullable<TemplateFinding['where']>;

/** A subject may name the year of a day that the text says, or its month. */
const isPartOfDay = ({ kind, value }: Stated, full: readonly StatedBlock[]): boolean => {
  const isSaid = (pattern: RegExp) =>
    full.some(({ stated }) => stated.some((fact) => fact.kind === 'date' && pattern.test(fact.value)));
  if (kind === 'number') return /^20\d\d$/.test(value) && isSaid(new RegExp(`^${value}-`));
  const [, year, month] = (kind === 'date' && /^(\d{4}|-)-(\d\d)$/.exec(value)) || [];
  return month !== undefined && isSaid(new RegExp(`^(?:${year === '-' ? '\\d{4}|-' : year})-${month}-\\d\\d$`));
};

/** Collects what the short wordings and the subject of a template say otherwise than its full text, over many sets of values. */
export class MeaningJudge {
  private readonly blocks = new Map<string, { where: Place; difference: BlockDifference }>();
  private readonly others = new Map<string, TemplateFinding>();
  /** By block, the variables that its author lets out of the short wording. */
  private readonly letOut = new Map<number, Set<string>>();
  private madeUp = new MadeUpWords({});

  constructor(
    private readonly content: TemplateContent,
    private readonly languages: Languages,
  ) {}

  /** Compares the texts with these values. */
  compare(values: Readonly<Record<string, string>>): void {
    this.madeUp = new MadeUpWords(values);
    const full = this.stateAll('full', values);
    if (this.hasShortText) this.compareShort(full, this.stateAll('short', values));
    this.compareSubject(full, values);
  }

  /** A short text without a block that must be said is not sent: a notice is. */
  private get hasShortText(): boolean {
    return this.content.blocks.every(({ mandatory, short }) => !mandatory || short !== '');
  }

  private stateAll(level: 'full' | 'short', values: Readonly<Record<string, string>>): StatedBlock[] {
    const { blocks } = renderLevel(this.content, level, { ...this.languages, name: 'page', values, madeUp: true });
    const stated = blocks.map((block) => readBlock(block, this.languages.language));
    this.madeUp.add(stated);
    return stated;
  }

  private compareShort(full: readonly StatedBlock[], short: readonly StatedBlock[]): void {
    const { missing, added, computed, exchanged, bounds } = compareStatements(full, short);
    for (const fact of missing) this.addMissing(fact, full);
    for (const fact of added) this.add(this.placeOf(fact.block, 'short'), 'added', fact);
    for (const { fact, isAdded } of computed)
      this.differ(
        { about: 'number', full: isAdded ? [] : [saidOf(fact)], short: isAdded ? [saidOf(fact)] : [] },
        this.placeOf(fact.block, 'short'),
      );
    for (const one of exchanged) this.keepExchanged(one);
    for (const { full: most, short: least } of bounds)
      this.differ(
        { about: 'bound', full: [boundedOf(most)], short: [boundedOf(least)] },
        this.placeOf(least.block, 'short'),
      );
    const days = exchangedOf(
      full.flatMap((block) => block.days),
      short.flatMap((block) => block.days),
    );
    for (const {
      values: [a, b],
    } of days)
      this.differ({ about: 'weekday', full: [a.text, b.text], short: [b.text, a.text] }, null);
    for (const difference of [
      ...compareConcepts(conceptsIn(full), conceptsIn(short)),
      ...compareWordedConditions(wordsIn(full), wordsIn(short), this.languages.language),
      ...compareActors(wordsIn(full), wordsIn(short), this.languages.language),
      ...compareAlternativeSituations(textIn(full), textIn(short), this.languages.language),
      ...comparePhrases(wordsIn(full), wordsIn(short), this.languages.language),
      ...compareOrder(textIn(full), textIn(short), this.languages.language),
      ...compareLists(textIn(full), textIn(short), this.languages.language),
    ])
      this.differ(difference, null);
  }

  findings(): TemplateFinding[] {
    const facts = [...this.blocks.values()].map(({ where, difference: { missing, added } }): TemplateFinding => ({
      severity: 'error',
      code: 'facts-differ',
      where,
      data: {
        ...(where.wording === 'subject' ? {} : { rendering: 'sms', level: 'short' }),
        missing: [...missing],
        added: [...added],
      },
    }));
    const letOut = [...this.letOut].map(([block, said]): TemplateFinding => ({
      severity: 'hint',
      code: 'left-out',
      where: { block, wording: 'short' },
      data: { texts: [...said] },
    }));
    return [...facts, ...this.others.values(), ...letOut];
  }

  /** A subject may say less than the text, but nothing else. */
  private compareSubject(full: readonly StatedBlock[], values: Readonly<Record<string, string>>): void {
    const { language } = this.languages;
    if (!this.content.subject) return;
    const runs = wording(this.content.subject).writeMadeUp(values, { language, short: false });
    const subject = readBlock({ block: -1, runs }, language);
    this.madeUp.add([subject]);
    const where: Place = { block: null, wording: 'subject' };
    const { added, computed } = compareStatements(full, [subject]);
    for (const fact of [...added, ...computed.filter(({ isAdded }) => isAdded).map(({ fact }) => fact)])
      if (fact.variable === null && !isPartOfDay(fact, full)) this.add(where, 'added', fact);
    for (const difference of compareConcepts(conceptsIn(full), subject.concepts))
      if (difference.full.length > 0 && difference.short.length > 0) this.differ(difference, where);
    for (const difference of onlyInSubject(conceptsIn(full), subject.concepts)) this.differ(difference, where);
  }

  private keepExchanged({ values: [a, b], isSure }: Exchanged): void {
    const [where, texts] = [this.placeOf(a.block, 'short'), [saidOf(a), saidOf(b)]];
    if (isSure) this.keep({ severity: 'error', code: 'values-exchanged', where, data: { texts } });
    else this.differ({ about: 'exchanged', full: texts, short: texts.toReversed() }, where);
  }

  private addMissing(fact: Stated, full: readonly StatedBlock[]): void {
    const where = this.placeOf(fact.block, 'short');
    if (this.mayBeLeftOut(fact, full)) {
      // What the author lets out is for the approver to see.
      if (this.isLetOut(fact))
        this.letOut.set(fact.block, (this.letOut.get(fact.block) ?? new Set()).add(saidOf(fact)));
      return;
    }
    if (fact.kind === 'number' && fact.variable === null && fact.isReference) return;
    if (fact.kind === 'number' && fact.variable === null)
      this.differ({ about: 'number', full: [saidOf(fact)], short: [] }, where);
    else this.add(where, 'missing', fact);
  }

  /** Whoever greets and signs may be left out where room is scarce, and so may what the author says may be. */
  private mayBeLeftOut({ kind, value, variable }: Stated, full: readonly StatedBlock[]): boolean {
    const isIt = (fact: Stated) => fact.kind === kind && fact.value === value;
    const said = full.filter(({ stated }) => stated.some(isIt));
    return said.every(({ block, stated }) => {
      if (stated.filter(isIt).every(({ isGreeted }) => isGreeted)) return true;
      const written = this.content.blocks[block];
      if (!written || variable === null) return false;
      if (this.isLetOut({ block, variable })) return true;
      const isPlain = kind === 'value' && !written.mandatory;
      return isPlain && (written.short === '' || written.kind === 'greeting' || written.kind === 'signature');
    });
  }

  private isLetOut({ block, variable }: Pick<Stated, 'block' | 'variable'>): boolean {
    return variable !== null && this.content.blocks[block]?.mayLeaveOut?.includes(variable) === true;
  }

  private placeOf(block: number, which: 'short'): Place {
    return { block, wording: this.content.blocks[block]?.short == null ? 'full' : which };
  }

  private add(where: Place, side: keyof BlockDifference, fact: Stated): void {
    const key = `${where.wording} ${where.block}`;
    const known = this.blocks.get(key) ?? { where, difference: { missing: new Set(), added: new Set() } };
    known.difference[side].add(saidOf(fact));
    this.blocks.set(key, known);
  }

  private differ({ about, full, short }: ConceptDifference, where: Place | null): void {
    const [theirs, ours] = [full, short].map((words) => words.map((word) => this.madeUp.restore(word)));
    this.keep({ severity: 'warning', code: 'words-differ', where, data: { about, full: theirs, short: ours } });
  }

  private keep({ severity, code, where, data }: Omit<TemplateFinding, 'key'>): void {
    const key = createHash('sha256')
      .update(JSON.stringify([code, where, data]))
      .digest('base64url')
      .slice(0, 22);
    this.others.set(key, { severity, code, where, data, ...(severity === 'warning' && { key }) });
  }
}

/** A value with the words that make it the most or the least. */
const boundedOf = (fact: Stated): string => `${fact.boundedBy} ${saidOf(fact)}`.trim();

const textIn = (blocks: readonly StatedBlock[]) => blocks.map(({ text }) => text).join('\n');
const wordsIn = (blocks: readonly StatedBlock[]) => blocks.map(({ words }) => words).join('\n');
const conceptsIn = (blocks: readonly StatedBlock[]) => mergeConcepts(blocks.map(({ concepts }) => concepts));
