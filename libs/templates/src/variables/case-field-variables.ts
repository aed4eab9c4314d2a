import type { CaseField, CaseFieldOfCase, CaseFieldValue, Language, TemplateVariable } from '@guichet/contracts';
import { both, type Variable } from './define-variable.js';

/** What a value of each kind of field is to a template: a choice is a text in the language of the reply, yes or no a condition. */
const TYPES = {
  text: 'text',
  'long-text': 'long-text',
  number: 'number',
  date: 'date',
  'yes-no': 'flag',
  choice: 'text',
  choices: 'list',
} as const satisfies Record<CaseField['kind'], TemplateVariable['type']>;

const EXAMPLES: Record<CaseField['kind'], ReturnType<typeof both>> = {
  text: both('Exemple', 'Example'),
  'long-text': both('Un exemple de texte', 'An example of a text'),
  number: both('12'),
  date: both('2026-12-18'),
  'yes-no': both('yes'),
  choice: both('Exemple', 'Example'),
  choices: both('Un exemple\nUn autre', 'An example\nAnother one'),
};

/** How templates name a field of a case type. */
export type FieldVariableName = `field_${string}`;

const NAME = /^field_(text|long_text|number|date|yes_no|choices|choice)_[0-9a-f]{32}_([a-z][a-z0-9_]*)$/;

/**
 * The name of a field in a template. Whatever never changes is in it, so that a wording is read and checked without asking which fields
 * there are, and a label can be changed: its kind, its id, as two types can have a field of one key, and its key for whoever reads it.
 */
export const fieldVariableName = ({ kind, id, key }: Pick<CaseField, 'kind' | 'id' | 'key'>): FieldVariableName =>
  `field_${kind.replace('-', '_')}_${id.replaceAll('-', '')}_${key}`;

export const isFieldVariable = (name: string): name is FieldVariableName => NAME.test(name);

/**
 * The variable of this name; undefined where it is none of a field. It is called by its key here, as its placeholder in a draft has to be
 * found whatever the label has become since.
 */
export function fieldVariable(name: string): Variable | undefined {
  const [, named, key] = NAME.exec(name) ?? [];
  if (named === undefined || key === undefined) return undefined;
  const kind = named.replace('_', '-') as CaseField['kind'];
  return {
    ...{ type: TYPES[kind], label: both(key.replaceAll('_', ' ')), example: EXAMPLES[kind], source: 'case' },
    resolve: ({ fields = {} }) => fields[name],
  };
}

/** An example in the form of a value: of a list, what can be chosen. */
export function exampleOf({ kind, options }: CaseField): ReturnType<typeof both> {
  const [first, second] = options.filter(({ archived }) => !archived);
  if (kind === 'choice' && first) return first.label;
  if (kind !== 'choices' || !first) return EXAMPLES[kind];
  const of = (language: Language) =>
    [first, ...(second ? [second] : [])].map(({ label }) => label[language]).join('\n');
  return both(of('fr'), of('en'));
}

/** What a case has in the fields that its type asks for, by their names in templates, as values are spelled in a language. */
export const fieldValues = (fields: readonly CaseFieldOfCase[], language: Language): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ field, value, standing }) =>
      standing === 'asked' && value !== null ? [[fieldVariableName(field), spelled(field, value, language)]] : [],
    ),
  );

/**
 * The fields of which a case says what a condition asks: those that its type asks for. An empty one is an answer, too, but for yes or no,
 * where it is neither.
 */
export const decidedFields = (fields: readonly CaseFieldOfCase[]): Set<string> =>
  new Set(
    fields.flatMap(({ field, value, standing }) =>
      standing === 'asked' && (field.kind !== 'yes-no' || value !== null) ? [fieldVariableName(field)] : [],
    ),
  );

function spelled({ kind, options }: CaseField, value: CaseFieldValue, language: Language): string {
  if (kind === 'yes-no') return value === true ? 'yes' : '';
  if (kind !== 'choice' && kind !== 'choices') return String(value);
  const labelOf = (key: string) => options.find((option) => option.key === key)?.label[language] ?? key;
  return [value]
    .flat()
    .map((key) => labelOf(String(key)))
    .join('\n');
}
