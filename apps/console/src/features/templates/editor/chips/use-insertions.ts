import type { Language, TemplateVariable } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../../shared/i18n/shown-language.js';

/** Something that an author can insert: a variable, or a passage that depends on one. */
export interface Insertion {
  value: string;
  label: string;
  hint: string;
  variable: TemplateVariable | undefined;
}

/** Returns what can be inserted into a wording of a language, in the words of the screen. */
export function useInsertions(language: Language): Insertion[] {
  const { t, i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  const shown = shownLanguage(i18n);
  return useMemo(
    () => [
      ...variables.map((variable): Insertion => ({
        value: variable.name,
        label: variable.label[shown],
        // A flag is not printed: it decides whether a passage is.
        hint:
          variable.type === 'flag'
            ? t('templates.chips.condition')
            : variable.example[language].replace(/\n[^]*/, ' …').slice(0, 26),
        variable,
      })),
      { value: '{%', label: t('templates.chips.passage'), hint: t('templates.chips.passageHint'), variable: undefined },
    ],
    [variables, shown, language, t],
  );
}
