import type { ActivityFieldChange, Language } from '@guichet/contracts';
import type { TFunction } from 'i18next';

/** What became of a field, in a few words: `École : Pasteur → Jules Ferry`. */
export function fieldChangeText(
  { label, from, to }: ActivityFieldChange,
  { t, language }: { t: TFunction; language: Language },
): string {
  const words = { label: label[language], from: from?.[language], to: to?.[language] };
  if (to === null) return t('case.fields.activity.emptied', words);
  return t(from === null ? 'case.fields.activity.set' : 'case.fields.activity.changed', words);
}
