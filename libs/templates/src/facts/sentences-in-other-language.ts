import type { Language, TemplateContent, TemplateFinding } from '@guichet/contracts';
import { frequentWordsIn, languageIn, passagesOf } from '../consistency/split-into-sentences.js';
import { sourcesOf, type Languages } from '../rendering/render.js';

/** Of a wording, so many sentences are named: more would hide what else there is to read. */
const NAMED = 3;
const LIQUID = /\{\{.*?\}\}|\{%.*?%\}/gsu;
/** What is quoted may be a name in its own language, as that of a form. */
const QUOTED = /[«“"][^»”"]{0,200}[»”"]/gu;
/** Without a sign at its end, a line is an address, a name or an item of a list, of which no language is certain. */
const IS_SENTENCE = /[.!?:;…]$/u;
/** How a letter begins and ends, with who has no other function than this: too short to judge by its words. */
const FORMULAS: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:(?:bonjour|madame, monsieur|cordialement)(?:\s.*)?[,.]?|,? ?agent du service)$/iu,
  en: /^(?:(?:hello|dear sir or madam|kind regards|yours (?:sincerely|faithfully))(?:\s.*)?[,.]?|,? ?member of the department)$/iu,
};

/**
 * A warning for each wording of a translation in which whole sentences are in the other language, or whose subject is that of the
 * `original`: they were copied with the source and forgotten. Whoever approves may let them stand, as what a citation says is not translated. Pure.
 */
export function sentencesInOtherLanguage(
  content: TemplateContent,
  { language, sourceLanguage, original }: Languages & { original?: Pick<TemplateContent, 'subject'> | undefined },
): TemplateFinding[] {
  if (language === sourceLanguage) return [];
  return sourcesOf(content).flatMap(({ source, block, wording }) => {
    const isCopied = wording === 'subject' && original !== undefined && isCopiedSubject(source, original.subject);
    const texts = passagesOf(source.replace(LIQUID, ' '))
      .map(({ text }) => text.replace(/\s+/gu, ' '))
      .filter(
        (text) =>
          isCopied ||
          FORMULAS[sourceLanguage].test(text.trim()) ||
          isInOtherLanguage(text, { language, isWhole: wording === 'subject' }),
      );
    if (texts.length === 0) return [];
    return [
      {
        ...{ severity: 'warning' as const, code: 'other-language' as const, key: `language-${block}-${wording}` },
        ...{
          where: { block, wording },
          data: { texts: texts.slice(0, NAMED), count: texts.length, language: sourceLanguage },
        },
      },
    ];
  });
}

/** Of few words no language is certain, but that a subject was left as it is in the source. A name alone is the same in both. */
function isCopiedSubject(subject: string, original: string): boolean {
  const words =
    subject
      .replace(LIQUID, ' ')
      .replace(QUOTED, ' ')
      .match(/\p{L}{2,}/gu) ?? [];
  const isName = words.slice(1).every((word) => /^\p{Lu}/u.test(word));
  return words.length > 1 && !isName && subject.trim() === original.trim();
}

/** `isWhole`: it is said by itself, and has no sign at its end anyway, as a subject. */
function isInOtherLanguage(sentence: string, { language, isWhole }: { language: Language; isWhole: boolean }): boolean {
  const said = sentence.replace(QUOTED, ' ');
  const found = isWhole || IS_SENTENCE.test(sentence) ? languageIn(said) : null;
  if (found === null || found === language) return false;
  // A sentence that names a street or an office has words of both.
  const words = frequentWordsIn(said);
  return words[found] >= 2 * words[language];
}
