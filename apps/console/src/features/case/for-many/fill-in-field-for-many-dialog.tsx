import type { CaseField } from '@guichet/contracts';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { valueEntered, type Entered } from '../fields/field-drafts.js';
import { FieldInput } from '../fields/field-input.js';
import { choicesByType, type ChoicesOfType } from './choices-by-type.js';
import { ForManyForm } from './for-many-form.js';
import { useBeginForMany, type CompleteManyProps } from './use-begin-for-many.js';
import { useTypeWithCount } from './use-type-with-count.js';

/** What stands in the field; wrong: it was left with what is no number, or half a day. */
interface Draft {
  entered: Entered;
  isWrong: boolean;
}

const NOTHING: Draft = { entered: null, isWrong: false };

/** Asks for a field of the types of many cases and for its value, which all of them get whose type has the field. */
export function FillInFieldForManyDialog(props: CompleteManyProps) {
  const { t } = useTexts();
  const { number } = useFormats();
  const { data: fields = [] } = useQuery(caseFieldsQuery);
  const [draft, setDraft] = useState(NOTHING);
  const { items, whole, missing } = props;
  const types = choicesByType(fields, { items, isWhole: whole !== undefined });
  const [chosenId, choose] = useState<string>();
  const field = chosenField(types, { chosenId, missing });
  const { total, isPending, begin } = useBeginForMany(props);
  const count = types.find(({ caseTypeId }) => caseTypeId === field?.caseTypeId)?.count ?? total;
  const value = field && !draft.isWrong ? valueEntered(field.kind, draft.entered) : undefined;
  const isEmpty = value === null || value === undefined;
  return (
    <ForManyForm
      {...{ total, count }}
      title={t('case.fields.forMany.title', { count: total, n: number(total) })}
      submit={t('case.fields.forMany.fillIn', { count, n: number(count) })}
      disabled={isEmpty}
      pending={isPending}
      note={t('case.fields.forMany.replaces')}
      onSubmit={() => field && !isEmpty && void begin({ kind: 'field', fieldId: field.id, value })}
      onClose={props.onClose}
    >
      <FieldSelect
        types={types}
        field={field}
        onChoose={(id) => {
          choose(id);
          setDraft(NOTHING);
        }}
      />
      {field && <ValueInput key={field.id} field={field} draft={draft} onDraft={setDraft} />}
    </ForManyForm>
  );
}

/** The field that was chosen, or asked for, or the only one. */
function chosenField(
  types: readonly ChoicesOfType<CaseField>[],
  { chosenId, missing }: { chosenId: string | undefined } & Pick<CompleteManyProps, 'missing'>,
): CaseField | undefined {
  const all = types.flatMap(({ choices }) => choices);
  const asked = all.find((one) => one.caseTypeId === missing?.caseTypeId && missing.keys.includes(one.key));
  return all.find(({ id }) => id === chosenId) ?? asked ?? (all.length === 1 ? all[0] : undefined);
}

interface SelectProps {
  types: readonly ChoicesOfType<CaseField>[];
  field: CaseField | undefined;
  onChoose: (id: string) => void;
}

function FieldSelect({ types, field, onChoose }: SelectProps) {
  const { t, i18n } = useTranslation();
  const nameOf = useTypeWithCount(types);
  const language = shownLanguage(i18n);
  return (
    <Select
      label={t('case.fields.forMany.field')}
      size="xs"
      placeholder={t('case.fields.forMany.choose')}
      data-autofocus
      openOnFocus={false}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('choose.none')}
      data={types.map((type) => ({
        group: nameOf(type),
        items: type.choices.map((one) => ({ value: one.id, label: one.label[language] })),
      }))}
      value={field?.id ?? null}
      onChange={(id) => id && onChoose(id)}
    />
  );
}

interface ValueProps {
  field: CaseField;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

/** The input that the field has in a case. */
function ValueInput({ field, draft: { entered, isWrong }, onDraft }: ValueProps) {
  const { t, i18n } = useTranslation();
  return (
    <FieldInput
      id={`fill-in-${field.id}`}
      field={field}
      language={shownLanguage(i18n)}
      entered={entered}
      problem={isWrong ? t(`problems.reason.${field.kind === 'date' ? 'not-a-date' : 'number-needed'}`) : undefined}
      onType={(typed) => onDraft({ entered: typed, isWrong: false })}
      onSave={(left) =>
        onDraft({ entered: left === undefined ? entered : left, isWrong: valueEntered(field.kind, left) === undefined })
      }
      onCancel={() => onDraft(NOTHING)}
    />
  );
}
