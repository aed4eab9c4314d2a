import type { LanguageTag } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';

/** Those that a town meets, the most frequent first. Others are shown where they are chosen already. */
const met: readonly LanguageTag[] = [
  ...['fr', 'en', 'ar', 'es', 'pt', 'de', 'it', 'tr', 'ru', 'uk', 'zh', 'pl', 'ro', 'nl', 'vi', 'fa', 'sq', 'hy', 'ka'],
  ...['ta', 'bn', 'hi', 'ur', 'el', 'bg', 'hr', 'sr', 'hu', 'cs', 'sk', 'ja', 'ko', 'so', 'ps', 'ku'],
];

/** To make them takes longer than all the rest of a head of a case. */
const namesIn = new Map<string, Intl.DisplayNames>();
const languageNames = (language: string): Intl.DisplayNames => {
  const names = namesIn.get(language) ?? new Intl.DisplayNames(language, { type: 'language' });
  namesIn.set(language, names);
  return names;
};

export function useLanguages() {
  const { i18n } = useTranslation();
  const names = languageNames(i18n.language);
  const name = (tag: LanguageTag) => names.of(tag) ?? tag;
  return {
    name,
    choices: (chosen: readonly LanguageTag[]) =>
      [...new Set([...met, ...chosen])].map((tag) => ({ value: tag, label: name(tag) })),
  };
}
