import type { ChecklistStep } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checklistStepsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { ChoiceForManyForm } from './choice-for-many-form.js';
import { useChoiceForMany, type CompleteManyProps } from './use-choice-for-many.js';

const keyOf = ({ id }: ChecklistStep): string => id;

/** Asks for a step of the types of many cases, which is ticked in all of them in which it is to be done. */
export function TickStepForManyDialog(props: CompleteManyProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: steps = [] } = useQuery(checklistStepsQuery);
  const choice = useChoiceForMany(steps, keyOf, props);
  const { chosen: step, total, count } = choice;
  return (
    <ChoiceForManyForm
      choice={choice}
      title={t('case.checklist.forMany.title', { count: total, n: number(total) })}
      label={t('case.checklist.forMany.step')}
      placeholder={t('case.checklist.forMany.choose')}
      submit={t('case.checklist.forMany.tick', { count, n: number(count) })}
      disabled={!step}
      note={t('case.checklist.forMany.done')}
      onSubmit={() => step && void choice.begin({ kind: 'step', stepId: step.id })}
      onClose={props.onClose}
    />
  );
}
