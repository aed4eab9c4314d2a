import type { ChecklistStep } from '@guichet/contracts';
import { Checkbox, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checklistStepsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { choicesByType, type ChoicesOfType } from './choices-by-type.js';
import { ForManyForm } from './for-many-form.js';
import { useBeginForMany, type CompleteManyProps } from './use-begin-for-many.js';
import { useTypeWithCount } from './use-type-with-count.js';

type Types = readonly ChoicesOfType<ChecklistStep>[];

/** The steps that are ticked in the dialog: those that were asked for, or the only one, until the agent chooses. */
function useChosenSteps(types: Types, asked: readonly string[]) {
  const [ids, choose] = useState<string[]>();
  const all = types.flatMap(({ choices }) => choices);
  const first = all.length === 1 ? all.map(({ id }) => id) : asked;
  const chosen = all.filter(({ id }) => (ids ?? first).includes(id)).map(({ id }) => id);
  return { chosen, choose };
}

/** How many cases have the type of a step that is chosen; all where that is not known, or nothing is chosen yet. */
function countOf(types: Types, chosen: readonly string[], total: number): number {
  const having = types.filter(({ choices }) => choices.some(({ id }) => chosen.includes(id)));
  if (having.length === 0 || having.some(({ count }) => count === undefined)) return total;
  return having.reduce((sum, { count = 0 }) => sum + count, 0);
}

/** Asks for steps of the types of many cases, which are ticked in all of them in which they are to be done. */
export function TickStepsForManyDialog(props: CompleteManyProps) {
  const { t } = useTexts();
  const { number } = useFormats();
  const { data: steps = [] } = useQuery(checklistStepsQuery);
  const { items, whole, missing } = props;
  const types = choicesByType(steps, { items, isWhole: whole !== undefined });
  const { chosen, choose } = useChosenSteps(types, missing?.keys ?? []);
  const { total, isPending, begin } = useBeginForMany(props);
  const count = countOf(types, chosen, total);
  return (
    <ForManyForm
      {...{ total, count }}
      title={t('case.checklist.forMany.title', { count: total, n: number(total) })}
      submit={t('case.checklist.forMany.tick', { count, n: number(count) })}
      disabled={chosen.length === 0}
      pending={isPending}
      note={t('case.checklist.forMany.done')}
      onSubmit={() => void begin({ kind: 'steps', stepIds: chosen })}
      onClose={props.onClose}
    >
      <Checkbox.Group aria-label={t('case.checklist.forMany.steps')} value={chosen} onChange={choose}>
        <Stack gap="md">
          {types.map((type) => (
            <StepsOfType key={type.caseTypeId} type={type} types={types} />
          ))}
        </Stack>
      </Checkbox.Group>
    </ForManyForm>
  );
}

function StepsOfType({ type, types }: { type: ChoicesOfType<ChecklistStep>; types: Types }) {
  const { t, i18n } = useTranslation();
  const nameOf = useTypeWithCount(types);
  const language = shownLanguage(i18n);
  return (
    <Stack gap="xs" role="group" aria-label={nameOf(type)}>
      <Text size="xs" fw={500} c="var(--g-text-2)">
        {nameOf(type)}
      </Text>
      {type.choices.map(({ id, label, required }) => (
        <Checkbox
          key={id}
          value={id}
          label={label[language]}
          description={required && t('case.checklist.required')}
          size="sm"
        />
      ))}
    </Stack>
  );
}
