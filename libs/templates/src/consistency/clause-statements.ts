import type { Language } from '@guichet/contracts';
import { conceptsOf, thingsIn, type Concepts } from '../meaning/promised-concepts.js';
import { denialIn, isDenied, type Denial } from '../meaning/negation.js';
import { foldAccents } from '../meaning/stems.js';
import { PatternIndex } from '../meaning/pattern-index.js';
import { wordPattern } from '../meaning/words/word-patterns.js';
import { SPOKEN_TO } from './fact-statements.js';
import type { Place } from './sentence-position.js';
import type { Sentence, Statement } from './sentence-and-statements.js';
import { lazyPerLanguage } from '../meaning/lazy-value-per-language.js';
import { blank, isAction, patternsOf } from './subject-tokens-of-clause.js';
import { RULE_THINGS, RULES } from './words/rule-phrases.js';

const RULE_PATTERNS = lazyPerLanguage((language) => {
  const rules = RULES.map(({ about, side, words }) => ({ about, side, pattern: wordPattern(words[language]) }));
  return new PatternIndex(rules.map((rule) => [rule.pattern, rule]));
});
const RULE_THING_PATTERNS = Object.entries(RULE_THINGS).map(([slot, words]) => [slot, patternsOf(words)] as const);

/** Pairs of contraries by which answers to one question differ; the others qualify what is said, or change from case to case. */
const SIDES = new Set([
  'free',
  'required',
  'possible',
  'open',
  'competent',
  'original',
  'included',
  'together',
  'temporary',
]);
/** These are rules only where no single person is spoken to. */
const OF_CASE = new Set(['valid', 'continues', 'longer', 'rises']);

/** Categories of things of which a sentence names one and not another. */
const SLOTS = new Set(['way', 'weekday', 'part_of_day', 'frequency', 'kind_of_day', 'document', 'service']);
const PAYMENT = new Set(['card', 'cash', 'cheque', 'transfer', 'debit']);
const DAYS = new Set(['weekday', 'kind_of_day', 'part_of_day']);
const WHERE: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:a|au|aux|par|aupres d[eu]s?|chez)(?: l[ae]| l'| notre)?(?: \p{L}+(?: d[eu]s?(?: la| l')?| de l')?)?\s?(?:l')?$/u,
  en: /(?<!\p{L})(?:to|at|by|in)(?: the| our)?(?: \p{L}+)?\s?$/u,
};
const ONLY =
  /(?<!\p{L})(?:uniquement|exclusivement|seulement|seuls?|seules?|suffit|suffisent|aucun autre|rien d'autre|rien de plus|only|nothing more|that is all|solely|exclusively|nothing else|no other|is enough|are enough)(?!\p{L})/gu;
/** `open every day but Sunday` says both of the two contraries, each of other days. */
const EXCEPT =
  /(?<!\p{L})(?:sauf|excepte|hormis|a l'exception (?:du|des|de)|hors|except(?: on| for)?|every day but)(?: (?:le|les|la))?\s*(?:\p{L}+(?:,| et| ou| and| or)(?: (?:le|les|la|on))? ?){0,6}$/u;
const CONCESSION = /^\s*(?:bien qu|meme si|quoiqu|although|even if|even though)/u;

/** Reads what the words of a clause say: sides of contraries, and things of which it names one and not another. */
export function clauseStatements(place: Place, sentence: Sentence): Statement[] {
  const clause = sentence.masked.slice(place.start, place.end);
  if (CONCESSION.test(foldAccents(clause))) return [];
  const [near, scope] = [sentence.nearOf(place), sentence.scopeOf(place)];
  const denying = sentence.denyingAt(place);
  const { rules, rest } = rulesIn(foldAccents(clause), sentence.language);
  const { sides } = conceptsOf(rest, sentence.language);
  const said = [
    ...rules,
    ...sidesIn(sides, rest, sentence.language).filter(({ about }) => !rules.some((rule) => rule.about === about)),
  ];
  const reader = new ThingReader({ place, sentence, said, sides, denial: denialIn(rest, sentence.language) });
  const things = reader.statements();
  return [
    ...said
      .filter(({ about }) => about !== 'open' || !things.some(({ except }) => except))
      .map(({ about, side }) => ({ slot: `side ${about}`, value: side, near, scope, ...denying })),
    ...things.map(({ except: _, ...statement }) => statement),
  ];
}

interface Side {
  about: string;
  side: 'yes' | 'no';
}

/** Takes turns of phrase out of a clause, whose words would be read otherwise one by one. */
function rulesIn(clause: string, language: Language): { rules: Side[]; rest: string } {
  const rules: Side[] = [];
  let rest = clause;
  for (const { about, side, pattern } of RULE_PATTERNS[language].in(clause)) {
    if (rest.search(pattern) === -1) continue;
    const [match] = rest.matchAll(pattern);
    rules.push({ about, side });
    rest = blank(rest, { start: match!.index, end: match!.index + match![0].length });
  }
  return { rules, rest };
}

const sidesIn = (sides: Concepts['sides'], clause: string, language: Language): Side[] =>
  [...sides].flatMap(([about, said]) => {
    const isRule = SIDES.has(about) || (OF_CASE.has(about) && !SPOKEN_TO[language].test(clause));
    return isRule && said.size === 1 ? [{ about, side: [...said.keys()][0]! }] : [];
  });

interface ReadClause {
  place: Place;
  sentence: Sentence;
  said: readonly Side[];
  sides: Concepts['sides'];
  denial: Denial | null;
}

/** Reads the things that a clause names. */
class ThingReader {
  private readonly clause: string;
  private readonly plain: string;
  private readonly only: Place[];

  constructor(private readonly read: ReadClause) {
    const { place, sentence } = read;
    this.clause = sentence.masked.slice(place.start, place.end);
    this.plain = foldAccents(this.clause);
    this.only = [...this.plain.matchAll(ONLY)].map(({ index, 0: word }) => ({
      start: index,
      end: index + word.length,
    }));
  }

  statements(): (Statement & { except?: true })[] {
    const { language } = this.read.sentence;
    const things = thingsIn(this.clause, language).flatMap((thing) =>
      this.slotsOf(thing).map(([slot, value]) => this.statement(slot, value, thing)),
    );
    const rules = RULE_THING_PATTERNS.flatMap(([slot, patterns]) =>
      patterns[language]
        .in(this.plain)
        .flatMap(([key, pattern]) =>
          [...this.plain.matchAll(pattern)].map(({ index, 0: { length } }) =>
            this.statement(slot, key, { start: index, end: index + length }),
          ),
        ),
    );
    return [...things, ...rules];
  }

  private slotsOf({ category, key, start, end }: Place & { category: string; key: string }): [string, string][] {
    if (category === 'weekday' && /^\s{2,}/.test(this.clause.slice(end))) return [];
    const way: [string, string][] = key === 'desk' ? [['way', 'counter']] : [];
    if (category === 'service' || category === 'place')
      return this.isWhere(category, { start, end }) ? [['where', key], ...way] : way;
    if (!SLOTS.has(category)) return [];
    return [[category === 'way' && PAYMENT.has(key) ? 'payment' : category, key]];
  }

  /** A service is a place where somebody is sent to it, where it is said to do something, and where either is denied. */
  private isWhere(category: string, { start, end }: Place): boolean {
    const { denial, sentence } = this.read;
    if (WHERE[sentence.language].test(this.plain.slice(0, start)) || isDenied(denial, { start, end })) return true;
    return category === 'service' && start < 20 && /^\s*(?:(?:le |la |the )?service|the)/u.test(this.plain);
  }

  private statement(slot: string, value: string, place: Place): Statement & { except?: true } {
    const { sentence } = this.read;
    // `but Saturday and Sunday` is said of both, though they may be two clauses.
    const start = this.read.place.start + place.start;
    const isExcept = DAYS.has(slot) && EXCEPT.test(foldAccents(sentence.masked.slice(Math.max(0, start - 80), start)));
    const isDocument = slot === 'document';
    // A list of documents is parted by commas, and its verb stands before all of them.
    const isOnly = isDocument
      ? sentence.text.search(ONLY_ONCE) !== -1
      : this.only.some((word) => isNearTo(word, place)) || (slot === 'way' && ONLY_WAY.test(this.plain));
    const at = { start: this.read.place.start + place.start, end: this.read.place.start + place.end };
    return {
      slot: `thing ${slot}`,
      value,
      near: isDocument ? sentence.about.filter(isAction) : sentence.nearOf(this.read.place, at),
      scope: sentence.scopeOf(this.read.place),
      ...sentence.denyingAt(this.read.place),
      ...(isExcept !== this.isNotSo(slot, place) && { denied: true as const }),
      ...(isExcept && { except: true as const }),
      ...(isOnly && { only: true as const }),
    };
  }

  private isNotSo(slot: string, place: Place): boolean {
    const { denial, sides, said } = this.read;
    const open = sides.get('open');
    if (DAYS.has(slot) && open?.size === 1) return open.has('no');
    if (slot !== 'document') return isDenied(denial, place);
    const required = said.find(({ about }) => about === 'required');
    const isOfPapers = required ?? this.read.sentence.actions.some((token) => /^@(?:provide|deposit)$/.test(token));
    return isOfPapers !== undefined && isOfPapers !== false && (isDenied(denial, place) || required?.side === 'no');
  }
}

/** `The only way to register is to …`, however far from it the way stands. */
const ONLY_WAY = /(?<!\p{L})(?:seule? (?:facon|moyen|maniere|solution|possibilite|voie)|only way)(?!\p{L})/u;
const ONLY_REACH = 25;
const isNearTo = (word: Place, { start, end }: Place): boolean =>
  word.end > start - ONLY_REACH && word.start < end + ONLY_REACH;
const ONLY_ONCE = new RegExp(ONLY.source, 'iu');
