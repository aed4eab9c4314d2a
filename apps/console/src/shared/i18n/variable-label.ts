import type { Language, TemplateVariable } from '@guichet/contracts';

/** How a variable is called: a field of cases with the name of its type, as two types may have fields of one name. */
export const variableLabel = (
  { label, field }: Pick<TemplateVariable, 'label' | 'field'>,
  language: Language,
): string => (field ? `${field.caseType}${language === 'fr' ? '\u00A0' : ''}: ${label[language]}` : label[language]);
