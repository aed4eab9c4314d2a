import { Language } from '@guichet/contracts';

/** Words that one language uses in nearly every sentence and the others never use. */
const COMMON: Record<Language, ReadonlySet<string>> = {
  fr: new Set(
    'je tu il elle nous vous le la les un une des du de et est sont pour dans avec sur mon ma mes votre vos que qui pas ne bonjour merci cordialement'.split(
      ' ',
    ),
  ),
  en: new Set(
    'i you he she we they the a an and is are for in with on my your that who not hello hi thanks thank regards please to of'.split(
      ' ',
    ),
  ),
};

/** Returns the language of a text, or null when the text is too short to decide. */
export function languageOf(text: string): Language | null {
  const words =
    text
      .slice(0, 4_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const score = (language: Language) => words.filter((word) => COMMON[language].has(word)).length;
  const [most, next] = Language.options
    .map((language) => ({ language, score: score(language) }))
    .toSorted((one, other) => other.score - one.score);
  return most!.score < 2 || most!.score === next?.score ? null : most!.language;
}
