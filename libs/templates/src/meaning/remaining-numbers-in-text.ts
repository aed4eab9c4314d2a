import type { Language } from '@guichet/contracts';
import { lazyPerLanguage } from './lazy-value-per-language.js';
import { foldAccents } from './stems.js';

/** A number that is no date, amount, or other fact that is found before. */
export interface CountedFact {
  kind: 'date' | 'amount' | 'percentage' | 'number' | 'phone' | 'duration';
  value: string;
  start: number;
  end: number;
}

const MONTHS: Record<Language, string[]> = {
  fr: ['jan', 'fev', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'],
  en: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const MONTH: Record<Language, string> = {
  fr: 'janv?(?:ier)?|fevr?(?:ier)?|mars|avril|avr|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?',
  en: 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
};
/** Words that make a name of a month one. In English some months are other words, too. */
const PART: Record<Language, [string, string][]> = {
  fr: [["(?:la )?fin(?: de| du mois de| du mois d'| d')?", 'E'], ["(?:la )?mi-|(?:le )?milieu(?: de| du mois de| du mois d'| d')?", 'M'], ["(?:le )?debut(?: de| du mois de| du mois d'| d')?", 'B']],
  en: [['(?:the )?end(?: of)?|late', 'E'], ['mid-|mid|(?:the )?middle of', 'M'], ['(?:the )?(?:beginning|start) of|early', 'B']],
}; // prettier-ignore

const monthOf = (name: string, language: Language): string =>
  String(MONTHS[language].findIndex((start) => name.startsWith(start)) + 1).padStart(2, '0');

const PARTS_OF_MONTHS = lazyPerLanguage((language) =>
  PART[language].map(([words, part]): [RegExp, string] => [
    new RegExp(`(?<!\\p{L})(?:${words}) ?(${MONTH[language]})\\.?(?!\\p{L})(?: (\\d{4}))?`, 'gu'),
    part,
  ]),
);
const MONTHS_NAMED = lazyPerLanguage(
  (language) => new RegExp(`(?<!\\p{L})(${MONTH[language]})(?!\\p{L})(?:\\.? (\\d{4}))?`, 'gu'),
);

function months(text: string, { language, masked }: { language: Language; masked: string }): CountedFact[] {
  const found: CountedFact[] = [];
  const isCapital = (at: number) => /\p{Lu}/u.test(masked[at]!) && !/(?:^|[.!?\n] ?)$/.test(masked.slice(0, at));
  for (const [pattern, part] of PARTS_OF_MONTHS[language])
    for (const match of text.matchAll(pattern))
      found.push({
        kind: 'date',
        value: `${match[2] ?? '-'}-${monthOf(match[1]!, language)}-${part}`,
        start: match.index,
        end: match.index + match[0].length,
      });
  const taken = (at: number) => found.some(({ start, end }) => at >= start && at < end);
  for (const match of text.matchAll(MONTHS_NAMED[language])) {
    // "May" and "march" are verbs, too, and "mars" and "sept" other words.
    const isVerb =
      language === 'en' &&
      /^(?:may|mar|march)$/.test(match[1]!) &&
      !match[2] &&
      !/(?<!\p{L})(?:in|until|since|of|by|before|after|end) $/u.test(text.slice(0, match.index));
    if (taken(match.index) || (isVerb && !isCapital(match.index)) || (isVerb && /^(?:mar)$/.test(match[1]!))) continue;
    found.push({
      kind: 'date',
      value: `${match[2] ?? '-'}-${monthOf(match[1]!, language)}`,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

const HALVES: [RegExp, string][] = [
  [/(?<!\p{L})(?:(?<=(?:reduced|cut|lowered|discounted) )by (?:a )?half|halved)(?!\p{L})/gu, '50'],
  [
    /(?<!\p{L})(?:doubled|double (?:the|that|this)|twice (?:that|this)|(?:est|sont|sera|seront) doublee?s?|le double)(?!\p{L})/gu,
    '200',
  ],
  [/(?<!\p{L})(?:la )?moitie(?!\p{L})|(?<=(?:a|le|la) )demi-tarif(?!\p{L})/gu, '50'],
  [/(?<!\p{L})(?:un quart|le quart)(?= d[ue']| des)/gu, '25'],
  [
    /(?<!\p{L})(?:(?:one|the other|the remaining) half(?! (?:of the year|term|hour|day|year|dozen))(?!\p{L})|half(?= (?:of|the|price|your|fare)))/gu,
    '50',
  ],
  [/(?<!\p{L})a quarter(?= of (?:the|your))/gu, '25'],
];

/** Returns months, percentages, cents, and whatever else of digits a text contains; facts found before are masked in it. */
export function countedFacts(masked: string, language: Language): CountedFact[] {
  let text = foldAccents(masked);
  const found: CountedFact[] = [];
  const take = (facts: readonly CountedFact[]) => {
    for (const fact of facts) {
      found.push(fact);
      text = text.slice(0, fact.start) + ' '.repeat(fact.end - fact.start) + text.slice(fact.end);
    }
  };
  const each = (pattern: RegExp, as: (match: RegExpExecArray) => Pick<CountedFact, 'kind' | 'value'>) => {
    // `matchAll` would make a copy of each pattern first, and most find nothing.
    if (text.search(pattern) < 0) return;
    take(
      [...text.matchAll(pattern)].map((match) => ({
        ...as(match),
        start: match.index,
        end: match.index + match[0].length,
      })),
    );
  };
  take(months(text, { language, masked }));
  // Telephone numbers of any country, and what is dialled in pairs.
  each(/(?<![\p{L}\d])\+?\(?\d(?:[ .()-]{0,2}\d){7,13}\d(?!\d)/gu, ([digits]) => ({
    kind: 'phone',
    value: digits.replace(/\D/g, '').replace(/^0+/, ''),
  }));
  each(
    /(?<![\d.,])(?:(\d{1,2}) ?(?:h|heures?|hours?)(?: et| and)? )?(\d{1,3})(?: |-)?(?:min|mn|minutes?)(?!\p{L})/gu,
    ([, hours, minutes]) => ({ kind: 'duration', value: `PT${Number(hours ?? 0) * 60 + Number(minutes)}M` }),
  );
  each(/(?<![\p{L}\d.,])3\d \d\d(?! ?\d)/gu, ([digits]) => ({ kind: 'number', value: digits.replace(' ', '') }));
  each(/(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?) ?%/gu, ([, n]) => ({
    kind: 'percentage',
    value: String(Number(n!.replace(',', '.'))),
  }));
  // A day in figures, if it is no fraction.
  each(
    /(?<![\p{L}\d.,:/£€$-])(?!([1-9]\/(?:10|[2-9])(?!\d)))(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|1[0-2])(?![\p{L}\d/]|[.,]\d)/gu,
    ([, , day, month]) => ({ kind: 'date', value: `--${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` }),
  );
  each(/(?<![\p{L}\d.,/])([1-9])\/(10|[2-9])(?![\p{L}\d/]|[.,]\d)/gu, ([, n, of]) => ({
    kind: 'percentage',
    value: String(Number(((100 * Number(n)) / Number(of)).toFixed(2))),
  }));
  for (const [pattern, value] of HALVES) each(pattern, () => ({ kind: 'percentage', value }));
  each(/(?<![\d.,])(\d{1,3}) ?(?:centimes|cents|pence)(?!\p{L})/gu, ([, n]) => ({
    kind: 'amount',
    value: `EUR ${(Number(n) / 100).toFixed(2)}`,
  }));
  each(/(?<![\p{L}\d.,])\d{1,3}(?:[ .,]\d{3})+(?![\d])/gu, ([digits]) => ({
    kind: 'number',
    value: digits.replace(/\D/g, ''),
  }));
  each(/(?<![\p{L}\d])\d+[.,]\d{1,2}(?![\d.,]*\d)/gu, ([digits]) => ({
    kind: 'number',
    value: String(Number(digits.replace(',', '.'))),
  }));
  // Codes of letters and digits are one: R112-5, F-2026-118, A4, 12100*02.
  each(/(?<![\p{L}\d])(?:(?!over)\p{L}{1,4}[.-]?)?\d[\p{L}\d*]*(?:[-/.*]\p{L}?\d[\p{L}\d]*)*/gu, ([code]) => ({
    kind: 'number',
    value: codeOf(code),
  }));
  return found;
}

/** Letters before digits belong to a code, if they are no word of their own. */
const codeOf = (code: string): string =>
  code.replace(/^[lrda][.-]?(?=\d+-)/u, '').replace(/[ ./-]/g, '').replace(/^0+(?=\d)/, '').replace(/(?<=^\d+)(?:er|e|st|nd|rd|th|s)$/, '').toUpperCase(); // prettier-ignore
