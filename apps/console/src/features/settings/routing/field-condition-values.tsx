import type { CaseField, Condition, FieldCondition } from '@guichet/contracts';
import { MultiSelect, Select, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { fitsField, newFieldCondition } from './edit-rule.js';
import { FieldRangeEnds } from './field-range-ends.js';
import classes from './rule-dialog.module.css';
import { useRuleFields } from './use-rule-fields.js';

type OfField = Extract<Condition, { on: 'field' }>;

interface Props {
  condition: FieldCondition;
  place: number;
  wrong: boolean;
  autoFocus: boolean;
  onChange: (next: Condition) => void;
}

/** A field of a case type, and the values of which the case has one, or the range that holds what it has. */
export function FieldConditionValues({ condition, place, wrong, autoFocus, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const names = useEntityNames();
  const { fields, usable } = useRuleFields();
  const field = fields.find(({ id }) => id === condition.fieldId);
  // What a field of another kind was asked for means nothing any more.
  const asked = field && (fitsField(condition, field) ? condition : newFieldCondition(field, condition.not));
  const shown = field && !usable.includes(field) ? [...usable, field] : usable;
  const groups = Map.groupBy(shown, ({ caseTypeId }) => caseTypeId);
  return (
    <div className={classes.field}>
      <Select
        aria-label={t('routing.rule.fieldOf', { place })}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        error={wrong && !field && t('routing.rule.needed')}
        searchable
        allowDeselect={false}
        data={[...groups].map(([caseTypeId, own]) => ({
          group: names.caseType(caseTypeId),
          items: own.map(({ id, label }) => ({ value: id, label: label[language] })),
        }))}
        value={condition.fieldId || null}
        onChange={(id) => {
          const next = fields.find((one) => one.id === id);
          if (next && id !== condition.fieldId) onChange(newFieldCondition(next, condition.not));
        }}
      />
      {field && asked?.on === 'fieldRange' && <FieldRangeEnds range={asked} {...{ place, wrong, onChange }} />}
      {field && asked?.on === 'field' && (
        <Values
          {...{ field, onChange }}
          condition={asked}
          label={t('routing.rule.valuesOf', { place })}
          error={wrong && asked.is.length === 0 && t('routing.rule.needed')}
        />
      )}
    </div>
  );
}

interface ValuesProps extends Pick<Props, 'onChange'> {
  condition: OfField;
  field: CaseField;
  label: string;
  error: string | false;
}

function Values({ field, condition, label, error, onChange }: ValuesProps) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const common = { 'aria-label': label, error };
  const set = (is: OfField['is']) => onChange({ ...condition, is });
  const texts = condition.is.map(String);
  if (field.kind === 'yes-no')
    return (
      <Select
        {...common}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('case.fields.yes') },
          { value: 'false', label: t('case.fields.no') },
        ]}
        value={texts[0] ?? null}
        onChange={(chosen) => set([chosen === 'true'])}
      />
    );
  if (field.kind === 'choice' || field.kind === 'choices')
    return (
      <MultiSelect
        {...common}
        searchable
        data={field.options
          .filter(({ key, archived }) => !archived || texts.includes(key))
          .map(({ key, label: name }) => ({ value: key, label: name[language] }))}
        value={texts}
        onChange={set}
      />
    );
  return (
    <TagsInput
      {...common}
      description={t('routing.rule.textHint')}
      inputWrapperOrder={['input', 'error', 'description']}
      value={texts}
      onChange={set}
      acceptValueOnBlur
      maxTags={100}
    />
  );
}
