import { caseFieldText, type CaseDetail, type Language } from '@guichet/contracts';

/** What a case has in fields, of its type and of former ones: their labels with the values in words. */
export const fieldLabelsAndValues = (
  fields: CaseDetail['fields'],
  language: Language,
): [label: string, value: string][] =>
  fields.flatMap(({ field, value }) =>
    value === null ? [] : [[field.label[language], caseFieldText(field, value, language)] as [string, string]],
  );
