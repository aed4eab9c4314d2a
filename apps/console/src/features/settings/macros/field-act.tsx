import type { CaseField, CaseFieldValue, MacroAct } from '@guichet/contracts';
import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import type { ActProps } from './act-props.js';
import { isEntered } from './new-act-and-act-checks.js';

/** Empty: nothing was entered yet; NaN: what is typed is no number. */
type Value = CaseFieldValue;

interface ValueProps {
  field: CaseField;
  value: Value;
  wrong: boolean;
  onChange: (value: Value) => void;
}

/** A field of a case type and the value that it gets; what it has is removed only where that is asked for. */
export function FieldAct(props: Omit<ActProps, 'act'> & { act: Extract<MacroAct, { kind: 'field' }> }) {
  const { act, wrong, autoFocus, onChange } = props;
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const names = useEntityNames();
  const { data: fields = [] } = useQuery(caseFieldsQuery);
  const usable = fields.filter(({ id, archived }) => !archived || id === act.fieldId);
  const field = fields.find(({ id }) => id === act.fieldId);
  const groups = Map.groupBy(usable, ({ caseTypeId }) => caseTypeId);
  return (
    <>
      <Select
        aria-label={t('macros.kind.field')}
        error={wrong && !act.fieldId && t('macros.needed')}
        autoFocus={autoFocus}
        searchable
        allowDeselect={false}
        data={[...groups].map(([caseTypeId, own]) => ({
          group: names.caseType(caseTypeId),
          items: own.map(({ id, label }) => ({ value: id, label: label[language] })),
        }))}
        value={act.fieldId || null}
        onChange={(id) => onChange({ kind: 'field', fieldId: id ?? '', value: '' })}
      />
      {field && act.value !== null && (
        <FieldValue
          key={field.id}
          {...{ field, wrong }}
          value={act.value}
          onChange={(value) => onChange({ ...act, value })}
        />
      )}
      {field && (
        <Checkbox
          mt={8}
          label={t('macros.emptyField')}
          checked={act.value === null}
          onChange={(event) => onChange({ ...act, value: event.currentTarget.checked ? null : '' })}
        />
      )}
    </>
  );
}

function FieldValue({ field, value, wrong, onChange }: ValueProps) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const error = Number.isNaN(value) ? t('macros.noNumber') : wrong && !isEntered(value) && t('macros.valueNeeded');
  const common = { mt: 6, 'aria-label': field.label[language], error };
  const options = field.options
    .filter(({ archived }) => !archived)
    .map(({ key, label }) => ({ value: key, label: label[language] }));
  if (field.kind === 'choice')
    return (
      <Select
        {...common}
        clearable
        data={options}
        value={typeof value === 'string' && value !== '' ? value : null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  if (field.kind === 'choices')
    return (
      <MultiSelect
        {...common}
        data={options}
        value={Array.isArray(value) ? value : []}
        onChange={(chosen) => onChange(chosen.length > 0 ? chosen : '')}
      />
    );
  if (field.kind === 'yes-no')
    return (
      <Select
        {...common}
        clearable
        data={[
          { value: 'true', label: t('case.fields.yes') },
          { value: 'false', label: t('case.fields.no') },
        ]}
        value={value === '' ? null : String(value)}
        onChange={(chosen) => onChange(chosen === null ? '' : chosen === 'true')}
      />
    );
  return <TypedValue {...{ field, value, onChange, common }} />;
}

type TypedProps = Omit<ValueProps, 'wrong'> & { common: object };

/** A text, a number or a day: what is no number stays on screen as it is typed, and is not saved. */
function TypedValue({ field: { kind }, value, onChange, common }: TypedProps) {
  const [text, setText] = useState(String(value));
  const type = (typed: string) => {
    setText(typed);
    const plain = typed.trim();
    const number = Number(plain.replace(',', '.'));
    onChange(kind !== 'number' || plain === '' ? plain : Number.isFinite(number) ? number : Number.NaN);
  };
  const typed = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
  };
  if (kind === 'long-text') return <Textarea {...typed} autosize minRows={2} maxRows={6} maxLength={4000} />;
  return (
    <TextInput
      {...typed}
      maxLength={200}
      {...(kind === 'date' && { type: 'date' })}
      {...(kind === 'number' && { inputMode: 'decimal' as const })}
    />
  );
}
