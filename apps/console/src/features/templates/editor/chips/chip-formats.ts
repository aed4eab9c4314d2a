import type { Language, VariableType } from '@guichet/contracts';

/** The filters that fit a type, in the order of the menu. */
const FORMATS: Readonly<Record<VariableType, readonly FilterName[]>> = {
  text: ['in_sentence', 'capitalize', 'of'],
  'long-text': ['in_sentence', 'capitalize'],
  list: ['bullets', 'sentence', 'capitalize'],
  date: ['date', 'short_date'],
  time: ['time'],
  number: ['counted'],
  amount: [],
  phone: [],
  mail: [],
  link: [],
  flag: [],
};

const filterNames = [
  'in_sentence',
  'capitalize',
  'of',
  'bullets',
  'sentence',
  'date',
  'short_date',
  'time',
  'counted',
] as const;
export type FilterName = (typeof filterNames)[number];

export const formatsOf = (type: VariableType): readonly FilterName[] => FORMATS[type];

/** Returns the name of a filter as it is called, with or without texts behind it; undefined where there is none of that name. */
export const filterNameOf = (call: string): FilterName | undefined =>
  filterNames.find((name) => name === /^\w+/.exec(call)?.[0]);

const FIRST_FORMS: Readonly<Record<Language, readonly [string, string]>> = {
  fr: ['jour', 'jours'],
  en: ['day', 'days'],
};

/** Writes the call of a filter as it is first chosen. */
export const firstCall = (name: FilterName, language: Language): string =>
  name === 'counted' ? countedCall(FIRST_FORMS[language]) : name;

const FORM = /'([^']*)'|"([^"]*)"/g;

/** Returns the two words between which a number chooses. */
export function countedForms(call: string): [one: string, many: string] {
  const [one = '', many = ''] = [...call.matchAll(FORM)].map(([, single, double]) => single ?? double ?? '');
  return [one, many];
}

/** Writes the filter that chooses between two words. What its language does not allow in them is left out. */
export const countedCall = ([one, many]: readonly [string, string]): string =>
  `counted: '${allowed(one)}', '${allowed(many)}'`;

const allowed = (form: string): string =>
  form
    .replaceAll("'", '’')
    .replace(/["|{}\\\d\n]/g, '')
    .slice(0, 60);
