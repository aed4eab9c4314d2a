import type { Language } from '@guichet/contracts';
import { boundOf, type Bound } from './upper-and-lower-bounds.js';
import { periodOf, type Period } from './recurrence-periods.js';
import { stemsOf } from './stems.js';

/** What a statement is about: a fact of a kind that is refused where it differs, or the value of a variable. */
export type StatedKind = 'date' | 'time' | 'duration' | 'amount' | 'percentage' | 'link' | 'mail' | 'phone' | 'appeal' | 'number' | 'value'; // prettier-ignore

/** One fact or value where it is said. */
export interface Stated {
  kind: StatedKind;
  /** Canonical, whatever the language; `$name` stands for the value of a variable. */
  value: string;
  /** As it is written. */
  text: string;
  variable: string | null;
  bound: Bound | null;
  /** The words of its sentence that stand right before it: those that make it a bound are among them. */
  boundedBy: string;
  /** A number that names an article of law or a form, which a short text may leave out. */
  isReference: boolean;
  /** The value with which a range ends that this one begins, as Friday in `Monday to Friday`. */
  until: string | null;
  /** What was before a change, as in `instead of 9:00` and `from €20 to €25`. */
  isFormer: boolean;
  /** Whether it only says who is greeted: `Dear Ms Moreau,`. */
  isGreeted: boolean;
  /** Whether it opens its text, before a colon: `{{ citizen_name }}: your file is closed`. */
  isOpening: boolean;
  /** The time for which an amount is due again and again, or in which something happens so many times. */
  period: Period | null;
  /** The stems of the words before and after it in its sentence, nearest first, up to the next of its kind. */
  before: string[];
  after: string[];
  /** The values of other kinds that stand next to it in its sentence. */
  beside: string[];
  block: number;
  /** The place in the whole text. */
  at: number;
}

/** A fact or value where it is found. */
export interface Found {
  kind: StatedKind;
  value: string;
  /** What is counted, where it is a measure. */
  unit?: string;
  start: number;
  end: number;
}

/** A fact with the variable that brings it. */
export type Sourced = Found & { variable: string | null };

/** Returns the nearest values of other kinds before and after a fact, of those in its sentence. */
function besideOf(fact: Sourced, others: readonly Sourced[], text: string): string[] {
  const isNear = (from: number, to: number) => to - from < 60 && !SENTENCE_END.test(text.slice(from, to));
  const other = (one: Sourced) => one.kind !== fact.kind && one.kind !== 'appeal';
  const previous = others.findLast((one) => one.end <= fact.start);
  const following = others.find((one) => one.start >= fact.end);
  return [
    previous && other(previous) && isNear(previous.end, fact.start) ? `${previous.kind} ${previous.value}` : '',
    following && other(following) && isNear(fact.end, following.start) ? `${following.kind} ${following.value}` : '',
  ];
}

/** Words that make a range of two values, and nothing else between them. */
const JOINT =
  /^ ?(?:-|to|until|till|and|au|à|jusqu'(?:au|à)|et)(?: le)?(?: (?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\p{L}{3,6}day))? ?$/iu;

const PARTS = /[,;]| (?:et|and|ou|or|puis|then) /;

/** At most four words, of so many characters: a word may be as long as the text. */
const BEFORE_REACH = 60;
const WORDS_BEFORE = /(?:[^\s.;!?]+\s+){0,3}[^\s.;!?]+$/u;

const REFERENCE = /(?:(?<!\p{L})[LRD]\.? ?|articles? |cerfa (?:n°|no)? ?)$/iu;

/** Words of one sentence are about the same. */
const SENTENCE_END = /[.!?;]\s|\n/;

const INSTEAD_OF =
  /(?<!\p{L})(?:instead of|rather than|formerly|previously|\((?:now|was|currently|today)|up from|down from|au lieu d[eu']|et non plus|contre|auparavant|\((?:actuellement|aujourd'hui|avant))[ :]*(?:at |à |les? |the )?[(£€$]?$/iu;
const CHANGED_FROM =
  /(?<!\p{L})(?:rises?|rose|raised|changes?|changed|changing|go(?:es|ing)? (?:up|down)|went (?:up|down)|increases?|increased|falls?|fell|reduced|lowered|cut|drops?|dropped|moves?|moved|postponed|brought forward|passe(?:nt|ra|ront)?|augmente(?:nt|ra|ront)?|portée?s?|ramenée?s?|baisse(?:nt|ra|ront)?|diminue(?:nt|ra|ront)?|avancée?s?|reculée?s?|repoussée?s?|déplacée?s?|reportée?s?) (?:\p{L}+ ){0,2}(?<!\p{L})(?:from|de|du)[ ]?[£€$]?$/iu;
const CHANGED_TO = /^(?: ?(?:€|£|euros?|km\/h))? (?:to|à|au)(?!\p{L})/iu;

/** Whether a value is the one that is no more, by what stands before and after it. */
const isFormer = (before: string, after: string): boolean =>
  INSTEAD_OF.test(before) || (CHANGED_FROM.test(before) && CHANGED_TO.test(after));

/** How often: `2 times a week`. */
const TIMES = /^ (?:times|fois)(?!\p{L})/u;

const GREETING =
  /(?:^|\n|[.!?] )(?:(?:dear|hello|hi|good (?:morning|afternoon)|bonjour|chère?|cher|madame|monsieur|mr|mrs|ms|mme|m\.|mesdames|messieurs|et|and|ou|or)[ ,/]*){1,5}$/iu;

/** Whether a value is that of a person who is greeted, by what stands before and after it. */
const isGreeted = (before: string, after: string): boolean => /^ ?(?:[,!:\n]|$)/.test(after) && GREETING.test(before);

/** What parts length and breadth, as in `2 metres by 3`, is no bound of the second. */
const reachOf = (before: string): string => before.replace(/ (?:by|x|×|sur) ?$/u, '');

/** A variable that is a date may stand where one should that is a time. */
export const isWhen = ({ kind, variable }: Pick<Sourced, 'kind' | 'variable'>): boolean =>
  variable !== null && (kind === 'date' || kind === 'time');

/** Returns a fact with what stands around it; `others` are all of its text in their order, among which it is the one numbered `n`. */
export function placed(
  fact: Sourced,
  {
    text,
    block,
    language,
    others,
    n,
  }: { text: string; block: number; language: Language; others: readonly Sourced[]; n: number },
): Stated {
  const beside = (one: Sourced) => one.kind === fact.kind || (isWhen(one) && isWhen(fact));
  const previous = others.slice(0, n).findLast(beside);
  const following = others.slice(n + 1).find(beside);
  const head = text.slice(previous?.end ?? 0, fact.start);
  const tail = text.slice(fact.end, following?.start ?? text.length);
  // What parts two values of a kind belongs to the first before a comma or an `and`, and to the second after it.
  const before = (previous ? head.split(PARTS) : [head]).at(-1)!.split(SENTENCE_END).at(-1)!;
  const after = (following ? tail.split(PARTS) : [tail])[0]!.split(SENTENCE_END)[0]!;
  const isPaid = fact.kind === 'amount' || TIMES.test(text.slice(fact.end, fact.end + 8));
  return {
    kind: fact.kind,
    value: fact.value,
    text: text.slice(fact.start, fact.end),
    variable: fact.variable,
    bound: boundOf(
      {
        before: fact.unit
          ? reachOf(text.slice(Math.max(0, fact.start - 50), fact.start))
          : text.slice(Math.max(0, fact.start - 50), fact.start),
        after: text.slice(fact.end, fact.end + 30),
      },
      language,
    ),
    boundedBy: WORDS_BEFORE.exec(before.trimEnd().slice(-BEFORE_REACH))?.[0].trim() ?? '',
    isReference: REFERENCE.test(text.slice(Math.max(0, fact.start - 20), fact.start)),
    until: following?.kind === fact.kind && JOINT.test(text.slice(fact.end, following.start)) ? following.value : null,
    isFormer: isFormer(text.slice(Math.max(0, fact.start - 90), fact.start), text.slice(fact.end, fact.end + 12)),
    isGreeted:
      fact.kind === 'value' &&
      isGreeted(text.slice(Math.max(0, fact.start - 60), fact.start), text.slice(fact.end, fact.end + 3)),
    isOpening: fact.start === 0 && /^ ?:/.test(text.slice(fact.end, fact.end + 2)),
    period: isPaid ? periodOf(text.slice(fact.end, fact.end + 30).replace(TIMES, ''), language) : null,
    beside: besideOf(fact, others, text),
    before: stemsOf(before, language).toReversed(),
    after: stemsOf(after, language),
    block,
    at: block * 100_000 + fact.start,
  };
}
