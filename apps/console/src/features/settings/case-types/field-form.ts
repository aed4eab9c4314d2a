import type { CaseField, CaseFieldKind, CreateCaseField, UpdateCaseField } from '@guichet/contracts';

type Texts = { en: string; fr: string };

/** An option as it is edited; `id` tells it from the others, `key` is that of one that is saved already. */
export interface OptionRow {
  id: string;
  key?: string | undefined;
  label: Texts;
}

/** A field as it is edited. */
export interface FieldForm {
  kind: CaseFieldKind;
  label: Texts;
  help: Texts;
  required: boolean;
  options: OptionRow[];
}

export const isList = (kind: CaseFieldKind): boolean => kind === 'choice' || kind === 'choices';

const NO_TEXT: Texts = { en: '', fr: '' };

/** The form of a field, or of a new one. */
export const formOf = (field: CaseField | undefined): FieldForm => ({
  kind: field?.kind ?? 'text',
  label: field?.label ?? NO_TEXT,
  help: field?.help ?? NO_TEXT,
  required: field?.required ?? false,
  options: (field?.options ?? []).flatMap(({ key, label, archived }) => (archived ? [] : [{ id: key, key, label }])),
});

/** A new option, empty. */
export const newOption = (id: string): OptionRow => ({ id, label: NO_TEXT });

/** What is saved: rows without any word are none, and a word that stands in one language alone stands for the other one, too. */
export function savedForm({ kind, label, help, required, options }: FieldForm): Omit<CreateCaseField, 'key'> {
  const rows = options.filter((option) => option.label.fr.trim() + option.label.en.trim() !== '');
  return {
    ...{ kind, required, help, label: inBoth(label) },
    options: isList(kind) ? rows.map((row) => ({ ...(row.key !== undefined && { key: row.key }), label: inBoth(row.label) })) : [], // prettier-ignore
  };
}

/** What changes in a field: options of a kind that has none are no change. */
export function changedForm(form: FieldForm): UpdateCaseField {
  const { options, ...plain } = savedForm(form);
  return { ...plain, ...(isList(form.kind) && { options }) };
}

/** A text that stands in one language alone stands for the other one, too. */
export const inBoth = ({ en, fr }: Texts): Texts => ({ en: en.trim() || fr, fr: fr.trim() || en });
