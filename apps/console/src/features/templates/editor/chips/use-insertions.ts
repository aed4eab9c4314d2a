import {
  blockSource,
  templateTitle,
  type Language,
  type TemplateSummary,
  type TemplateVariable,
} from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { everyBlockQuery, variablesQuery } from '../../../../shared/api/template-queries.js';
import { useChipContext } from './chip-context.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';
import { exampleInWords } from './example-in-words.js';
import { waitingReason } from './waiting-blocks.js';

/** Something that an author can insert: a variable, a shared block, or a passage that depends on a variable. */
export interface Insertion {
  value: string;
  label: string;
  hint: string;
  /** The case type of a field, under whose name its fields stand together. */
  group?: string | undefined;
  /** What things of its sort are called, by which they are found, too. */
  sort?: string;
  /** It is a block that cannot be inserted yet; `hint` says why. */
  isWaiting?: true;
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
        sort: t('templates.blocks.chip'),
        variable: undefined,
        source: blockSource(block.id),
      })),
      ...variables.filter(({ field }) => field && !field.archived).map(asInsertion),
    ],
    [variables, included, shown, asInsertion, t],
  );
}

/**
 * Returns the shared blocks that cannot be inserted into a wording of a language yet, and why; undefined until they are known. None
 * where no block can be.
 */
export function useWaitingBlocks(language: Language, mayInclude: boolean): Insertion[] | undefined {
  const { t, i18n } = useTranslation();
  const { blocks, isBlock } = useChipContext();
  const isAsked = mayInclude && !isBlock;
  const { data: every } = useQuery({ ...everyBlockQuery(language), enabled: isAsked });
  const shown = shownLanguage(i18n);
  return useMemo(() => {
    if (!isAsked) return [];
    if (!every || !blocks) return undefined;
    const asInsertion = (block: TemplateSummary): Insertion[] => {
      const reason = blocks.some(({ id }) => id === block.id) ? undefined : waitingReason(block, language);
      if (!reason) return [];
      const [label, hint] = [templateTitle(block, shown), t(`templates.blocks.waiting.${reason}`)];
      return [{ value: block.id, label, hint, sort: t('templates.blocks.chip'), variable: undefined, isWaiting: true }];
    };
    return every.flatMap(asInsertion);
  }, [isAsked, every, blocks, language, shown, t]);
}
