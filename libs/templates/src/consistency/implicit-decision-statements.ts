import type { Language } from '@guichet/contracts';
import { foldAccents } from '../meaning/stems.js';
import type { Sentence, Statement } from './sentence-and-statements.js';

const NO_ANSWER: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:(?:sans|absence de|defaut de|faute de|pas de|pas eu de|aucune?|aucun) (?:reponse|courrier|lettre|nouvelles?|decision|retour|notification)|silence|(?:ne |n')(?:\p{L}+ ){0,3}(?:pas|rien|jamais) (?:ete )?(?:repondu|ecrit|recu|notifie|parvenu))(?!\p{L})/u,
  en: /(?<!\p{L})(?:no (?:reply|answer|letter|decision|response)|silence|(?:hear|heard|received|receive) nothing|(?:not|n't) (?:heard|hear|replied|reply|answered|answer|written|write|received|receive))(?!\p{L})/u,
};
/** What is said to follow: a decision, by a verb that says so. */
const OUTCOME: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:vaut|vaudra|consideree?s?|reputee?s?|comprendre|estimer|est|sera|serez|etes|signifie\p{L}*|equivau\p{L}*|beneficie\p{L}*|=|c'est|dispos\p{L}*)(?!\p{L})[^.;]{0,45}?(?<!\p{L})(refus|rejet|accord|accept|autoris|favorable|acquis|obtenu|titulaire|tacite)\p{L}*/gu,
  en: /(?<!\p{L})(?:deemed|means?|counts? as|treated as|taken as|considered|is|are|have|hold|will be)(?!\p{L})[^.;]{0,45}?(?<!\p{L})(refus|reject|dismiss|approv|grant|accept|agree|permission|consent)\p{L}*/gu,
};
const REFUSED = /^(?:refus|reject|rejet|dismiss)/u;

/** Reads what follows from no answer, where a sentence names both in words of its own. Pure. */
export function implicitDecisionStatements(sentence: Sentence): Statement[] {
  const { text, language, about } = sentence;
  const plain = foldAccents(text);
  if (!NO_ANSWER[language].test(plain)) return [];
  const outcomes = [...plain.matchAll(OUTCOME[language])].map(({ 1: word }) => word!);
  const firm = outcomes.filter((word) => word !== 'tacite');
  const sides = new Set((firm.length > 0 ? firm : outcomes).map((word) => (REFUSED.test(word) ? 'no' : 'yes')));
  if (sides.size !== 1) return [];
  const near = [...new Set([...about, '@silence', '~silence'])];
  return [
    { slot: 'side silence', value: [...sides][0]!, near, scope: sentence.scopeOf({ start: 0, end: text.length }) },
  ];
}
