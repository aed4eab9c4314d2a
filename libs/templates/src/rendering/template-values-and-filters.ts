import type { VariableType } from '@guichet/contracts';
import { Drop } from 'liquidjs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { countedThings, inSentence, ofSomething, type Spelled, type Style } from './grammar-filters.js';
import { plainText } from './value-marks.js';

export type { Style } from './grammar-filters.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/**
 * Returns the type that a value does not conform to, or undefined when it is valid. An empty value is no fault: it is
 * missing.
 */
export function valueFault(type: VariableType, raw: string): VariableType | undefined {
  const value = raw.trim();
  return value === '' || fits[type](value) ? undefined : type;
}

const fits: Record<VariableType, (value: string) => boolean> = {
  text: () => true,
  'long-text': () => true,
  list: () => true,
  flag: (value) => value === 'yes',
  date: (value) =>
    DATE.test(value) && !Number.isNaN(Date.parse(`${value}T00:00Z`)) && isoDay(new Date(`${value}T00:00Z`)) === value,
  time: (value) => TIME.test(value),
  // As fields of cases have them, too: below zero, large, or spelled with an exponent.
  number: (value) => /^-?\d{1,16}([.,]\d{1,20})?(e[-+]?\d{1,3})?$/.test(value),
  amount: (value) => /^\d{1,12}([.,]\d{1,2})?$/.test(value),
  phone: (value) => /^\+?[\d\s().-]{2,30}$/.test(value),
  mail: (value) => /^[^\s@]{1,64}@[^\s@]{1,253}$/.test(value),
  link: (value) => /^https?:\/\/[^\s]{1,2000}$/.test(value),
};

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

export interface ValueOfVariable {
  variable: string;
  type: VariableType;
  raw: string;
  style: Style;
}

/** A value on its way through Liquid: true while it is there, spelled when it is written, its name kept whatever filters do. */
export class Value extends Drop {
  readonly variable: string;
  readonly type: VariableType;
  readonly raw: string;
  readonly style: Style;

  constructor(
    { variable, type, raw, style }: ValueOfVariable,
    private readonly how?: () => string | Spelled,
  ) {
    super();
    this.variable = variable;
    this.type = type;
    this.raw = raw;
    this.style = style;
  }

  override valueOf(): string | undefined {
    return this.raw || undefined;
  }

  as(how: (value: Value) => string | Spelled): Value {
    return new Value(this, () => how(this));
  }

  /** The value as it is written, and the words that a filter puts before and behind it. */
  get spelled(): Spelled {
    const said = this.how ? this.how() : spellings[this.type](this);
    const { before, text, after } = typeof said === 'string' ? { before: '', text: said, after: '' } : said;
    return { before: plainText(before), text: plainText(text), after: plainText(after) };
  }

  get text(): string {
    return this.spelled.text;
  }
}

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

/** A formatter takes longer to make than to use a hundred times. */
const months = {
  fr: new Intl.DateTimeFormat(locales.fr, { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(locales.en, { month: 'long', timeZone: 'UTC' }),
};

function longDate({ raw, style: { language } }: Value): string {
  const date = new Date(`${raw}T00:00Z`);
  // What is not there yet.
  if (Number.isNaN(date.getTime())) return raw;
  const day = date.getUTCDate();
  const month = months[language].format(date);
  return `${language === 'fr' && day === 1 ? '1er' : day} ${month} ${date.getUTCFullYear()}`;
}
const shortDate = ({ raw }: Value): string => raw.replace(DATE, '$3/$2/$1');

function time({ raw, style: { language, short } }: Value): string {
  const [, hours, minutes] = TIME.exec(raw) ?? [];
  if (hours === undefined) return raw;
  if (language === 'en') return `${hours.padStart(2, '0')}:${minutes}`;
  const gap = short ? '' : '\u00A0';
  return `${Number(hours)}${gap}h${minutes === '00' ? '' : `${gap}${minutes}`}`;
}

const numbers = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Style['language'], options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([language, options]);
  const format = numbers.get(key) ?? new Intl.NumberFormat(locales[language], options);
  numbers.set(key, format);
  return format;
}

const figure = (raw: string, { language, short }: Style, options: Intl.NumberFormatOptions): string =>
  numberFormat(language, options)
    .format(Number(raw.replace(',', '.')))
    .replace(/[\u202F\u00A0]/g, short ? ' ' : '\u00A0');

function phone(raw: string): string {
  const known = parsePhoneNumberFromString(raw, 'FR');
  if (!known) return raw;
  return known.country === 'FR' ? known.formatNational() : known.formatInternational();
}

const items = (raw: string): string[] =>
  raw
    .split('\n')
    .map((line) => line.replace(/^\s*[-•]\s*/, '').trim())
    .filter(Boolean);

const lists = {
  fr: new Intl.ListFormat(locales.fr, { type: 'conjunction' }),
  en: new Intl.ListFormat(locales.en, { type: 'conjunction' }),
};
const sentence = ({ raw, style: { language } }: Value): string => lists[language].format(items(raw));

const oneLine = ({ raw }: Value) => raw.replace(/\s+/g, ' ').trim();
const asIs = ({ raw }: Value) => raw.trim();

const spellings: Record<VariableType, (value: Value) => string> = {
  text: oneLine,
  'long-text': asIs,
  list: sentence,
  flag: ({ style: { language } }) => (language === 'fr' ? 'oui' : 'yes'),
  date: (value) => (value.style.short ? shortDate(value) : longDate(value)),
  time,
  number: ({ raw, style }) => figure(raw, style, { maximumFractionDigits: 6 }),
  amount: ({ raw, style }) =>
    figure(raw, style, { style: 'currency', currency: 'EUR', minimumFractionDigits: /[.,]/.test(raw) ? 2 : 0 }),
  phone: ({ raw }) => phone(raw),
  mail: asIs,
  link: asIs,
};

interface Filter {
  /** The types that the filter accepts; with others it would produce nonsense. */
  types: readonly VariableType[];
  /** How many texts the filter is given, each between quotes. None where it is not set. */
  forms?: number;
  /** It adds words to the value, which a filter behind it would lose: none may follow. */
  last?: true;
  spell: (value: Value, ...forms: string[]) => string | Spelled;
}

/** The filters that a template may use. */
export const filters: Record<string, Filter> = {
  date: { types: ['date'], spell: longDate },
  short_date: { types: ['date'], spell: shortDate },
  time: { types: ['time'], spell: time },
  sentence: { types: ['list'], spell: sentence },
  bullets: {
    types: ['list'],
    spell: ({ raw }) =>
      items(raw)
        .map((item) => `- ${item}`)
        .join('\n'),
  },
  capitalize: {
    types: ['text', 'long-text', 'list'],
    spell: ({ text, style }) => text.charAt(0).toLocaleUpperCase(locales[style.language]) + text.slice(1),
  },
  in_sentence: { types: ['text', 'long-text'], spell: ({ text, style }) => inSentence(text, style.language) },
  of: { types: ['text'], last: true, spell: ({ text, style }) => ofSomething(text, style) },
  counted: {
    types: ['number'],
    forms: 2,
    last: true,
    spell: ({ raw, text, style }, one = '', many = one) =>
      countedThings({ count: Number(raw.replace(',', '.')), text }, [one, many], style),
  },
};
