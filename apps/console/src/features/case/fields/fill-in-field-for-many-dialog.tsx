import type { CaseField, CaseSummary } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { useStartBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import type { WholeList } from '../../../shared/cases/case-list-state.js';
import type { MissingField } from '../../../shared/cases/one-missing-field.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { valueEntered, type Entered } from './field-drafts.js';
import { FieldInput } from './field-input.js';
import { fieldsForMany, type FieldsOfType } from './fields-for-many.js';

interface Props {
  items: readonly CaseSummary[];
  /** For all cases of a list, of which the items are those that are loaded. */
  whole?: WholeList | undefined;
  /** The field that was asked for; undefined: the agent chooses one. */
  missing?: Pick<MissingField, 'caseTypeId' | 'key'> | undefined;
  onClose: () => void;
}

/** What stands in the field; wrong: it was left with what is no number, or half a day. */
interface Draft {
  entered: Entered;
  isWrong: boolean;
}

const NOTHING: Draft = { entered: null, isWrong: false };

/** Asks for a field of the types of many cases and for its value, which all of them get whose type has the field. */
export function FillInFieldForManyDialog({ items, whole, missing, onClose }: Props) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const start = useStartBulkAction();
  const { data: fields = [] } = useQuery(caseFieldsQuery);
  const types = fieldsForMany(fields, { items, isWhole: whole !== undefined });
  const [chosenId, choose] = useState<string>();
  const [draft, setDraft] = useState(NOTHING);
  const [isPending, setPending] = useState(false);
  const all = types.flatMap((type) => type.fields);
  const asked = all.find(({ caseTypeId, key }) => caseTypeId === missing?.caseTypeId && key === missing.key);
  const field = all.find(({ id }) => id === chosenId) ?? asked ?? (all.length === 1 ? all[0] : undefined);
  const value = field && !draft.isWrong ? valueEntered(field.kind, draft.entered) : undefined;
  const isEmpty = value === null || value === undefined;
  const total = whole?.count ?? items.length;
  const count = types.find(({ caseTypeId }) => caseTypeId === field?.caseTypeId)?.count ?? total;
  const fillIn = async () => {
    if (!field || isEmpty) return;
    setPending(true);
    const begun = await start(whole ?? items.map(({ id }) => id), { kind: 'field', fieldId: field.id, value });
    setPending(false);
    if (begun) onClose();
  };
  return (
    <FormDialog
      title={t('case.fields.forMany.title', { count: total, n: number(total) })}
      size={460}
      error={null}
      pending={isPending}
      submit={t('case.fields.forMany.fillIn', { count, n: number(count) })}
      disabled={isEmpty}
      noValidate
      onSubmit={() => void fillIn()}
      onClose={onClose}
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
      <Text size="sm" c="var(--g-text-2)">
        {count < total && `${t('case.fields.forMany.others', { count: total - count, n: number(total - count) })} `}
        {t('case.fields.forMany.replaces')}
      </Text>
    </FormDialog>
  );
}

interface SelectProps {
  types: readonly FieldsOfType[];
  field: CaseField | undefined;
  onChoose: (id: string) => void;
}

function FieldSelect({ types, field, onChoose }: SelectProps) {
  const { t, i18n } = useTranslation();
  const names = useEntityNames();
  const { number } = useFormats();
  const language = shownLanguage(i18n);
  const nameOf = ({ caseTypeId, count }: FieldsOfType) => {
    const name = names.caseType(caseTypeId);
    return count === undefined || types.length === 1 ? name : `${name} (${number(count)})`;
  };
  return (
    <Select
      label={t('case.fields.forMany.field')}
      size="xs"
      placeholder={t('case.fields.forMany.choose')}
      data-autofocus
      openOnFocus={false}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('common.choose.none')}
      data={types.map((type) => ({
        group: nameOf(type),
        items: type.fields.map(({ id, label }) => ({ value: id, label: label[language] })),
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
