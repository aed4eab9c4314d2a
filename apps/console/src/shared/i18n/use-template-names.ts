import { templateNames, templateTitle, type NamedTemplate, type ShippedNames } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { shownLanguage } from './shown-language.js';

/** Returns what a template is called in the language of the console: one that was shipped by its names there, others as they were written. */
export function useTemplateNames() {
  const language = shownLanguage(useTranslation().i18n);
  return {
    language,
    titleOf: (template: NamedTemplate) => templateTitle(template, language),
    namesOf: (template: NamedTemplate & Pick<ShippedNames, 'intention' | 'tags'>) => templateNames(template, language),
  };
}
