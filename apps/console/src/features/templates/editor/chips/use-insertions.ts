import { blockSource, templateTitle, type Language, type TemplateVariable } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../../shared/api/template-queries.js';
import { useChipContext } from './chip-context.js';
import { exampleInWords } from './example-in-words.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';

/** Something that an author can insert: a variable, a shared block, or a passage that depends on a variable. */
export interface Insertion {
  value: string;
  label: string;
  hint: string;
  /** The case type of a field, under whose name its fields stand together. */
  group?: string | undefined;
  variable: TemplateVariable | undefined;
  /** What is written for a block. */
  source?: string;
}

/** Returns what can be inserted into a wording of a language, in the words of the screen. `mayInclude`: blocks, too. */
export function useInsertions(language: Language, mayInclude: boolean): Insertion[] {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const { blocks, isBlock } = useChipContext();
  const included = mayInclude && !isBlock ? blocks : undefined;
  const shown = shownLanguage(i18n);
  const asInsertion = useCallback(
    (variable: TemplateVariable): Insertion => ({
      value: variable.name,
      label: variable.label[shown],
      hint: exampleInWords(variable, language),
      group: variable.field?.caseType,
      variable,
    }),
    [shown, language],
  );
  return useMemo(
    () => [
      ...variables.filter(({ field }) => !field).map(asInsertion),
      { value: '{%', label: t('templates.chips.passage'), hint: t('templates.chips.passageHint'), variable: undefined },
      ...(included ?? []).map((block): Insertion => ({
        value: block.id,
        label: templateTitle(block, shown),
        hint: t('templates.blocks.chip'),
        variable: undefined,
        source: blockSource(block.id),
      })),
      ...variables.filter(({ field }) => field && !field.archived).map(asInsertion),
    ],
    [variables, included, shown, asInsertion, t],
  );
}
