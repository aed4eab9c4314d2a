import type { CaseField } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { valueEntered, type Entered } from '../fields/field-drafts.js';
import { FieldInput } from '../fields/field-input.js';
import { ChoiceForManyForm } from './choice-for-many-form.js';
import { useChoiceForMany, type CompleteManyProps } from './use-choice-for-many.js';

/** What stands in the field; wrong: it was left with what is no number, or half a day. */
interface Draft {
  entered: Entered;
  isWrong: boolean;
}

const NOTHING: Draft = { entered: null, isWrong: false };
const keyOf = ({ key }: CaseField): string => key;

/** Asks for a field of the types of many cases and for its value, which all of them get whose type has the field. */
export function FillInFieldForManyDialog(props: CompleteManyProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: fields = [] } = useQuery(caseFieldsQuery);
  const [draft, setDraft] = useState(NOTHING);
  const choice = useChoiceForMany(fields, keyOf, props);
  const { chosen: field, total, count } = choice;
  const value = field && !draft.isWrong ? valueEntered(field.kind, draft.entered) : undefined;
  const isEmpty = value === null || value === undefined;
  const choose = (id: string) => {
    choice.choose(id);
    setDraft(NOTHING);
  };
  return (
    <ChoiceForManyForm
      choice={{ ...choice, choose }}
      title={t('case.fields.forMany.title', { count: total, n: number(total) })}
      label={t('case.fields.forMany.field')}
      placeholder={t('case.fields.forMany.choose')}
      submit={t('case.fields.forMany.fillIn', { count, n: number(count) })}
      disabled={isEmpty}
      note={t('case.fields.forMany.replaces')}
      onSubmit={() => field && !isEmpty && void choice.begin({ kind: 'field', fieldId: field.id, value })}
      onClose={props.onClose}
    >
      {field && <ValueInput key={field.id} field={field} draft={draft} onDraft={setDraft} />}
    </ChoiceForManyForm>
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
