import type { Language } from '@guichet/contracts';
import { foldAccents } from '../meaning/stems.js';

/** One sentence of an answer, and where it stands in it. */
export interface Passage {
  text: string;
  start: number;
}

/** A sentence ends at its sign, at the end of its line, and at a semicolon, which parts statements. */
const ENDS = /(?:[.!?…](?=["»”)]?\s+[\p{Lu}\d«“"(])|;(?=\s)|\n|[.!?…]$)["»”)]?\s*/gu;
/** Signs after which no sentence ends. */
const SHORTENED = /(?:^|[\s(])(?:\p{Lu}|MM?|Mme|Mlle|Dr|Mr|Mrs|Ms|St|art|n|no|tél|av|bd|cf|ex|etc|env|min|max)\.\s*$/u;

/** Parts an answer into its sentences. Pure. */
export function passagesOf(text: string): Passage[] {
  const found: Passage[] = [];
  let start = 0;
  const take = (end: number) => {
    const said = text.slice(start, end);
    const trimmed = said.trim();
    if (/\p{L}/u.test(trimmed)) found.push({ text: trimmed, start: start + said.indexOf(trimmed) });
    start = end;
  };
  for (const match of text.matchAll(ENDS)) {
    const end = match.index + match[0].length;
    if (!SHORTENED.test(text.slice(start, end))) take(end);
  }
  take(text.length);
  return found;
}

const GREETING =
  /^(?:(?:bonjour|bonsoir|ch[eè]re?s?|madame|monsieur|mesdames|messieurs|dear|hello|hi|good (?:morning|afternoon)|sir|madam|ou|et|or|and|resident|applicant|all|à tous|le maire|la maire)(?!\p{L})[\s,!.:]*)+/iu;
/** Whom it greets: names begin with capitals. */
const NAMES = /^(?:(?:de |du |van |von )?\p{Lu}[\p{L}.’'-]*\s?){0,4}[,!.:]?$/u;
const COURTESY =
  /^(?:(?:bien |tres )?(?:cordialement|a vous|respectueusement)[^.!?]{0,40}[.!]?|(?:(?:yours|kind|best|with kind|warm) )?(?:sincerely|faithfully|regards|wishes)[^.!?]{0,40}[.!]?|(?:nous )?(?:vous )?(?:remercions?|merci)(?: beaucoup| encore)?(?: d.avance)?(?: (?:(?:pour|de) (?:votre|vos) |de nous avoir )(?:(?! (?:mais|et (?:nous|vous|elle|il)) )[^.!?,:;]){0,80})?[.!]?|thank you(?: very much| again| in advance)?(?: for (?:your|contacting|writing|getting in touch|having)(?: (?:(?! (?:but|and (?:we|you|it)) )[^.!?,:;]){0,80})?)?[.!]?|(?:je vous prie d.agreer|veuillez (?:agreer|recevoir))[^!?]{0,120}(?:salutations|sentiments|consideration|hommages)[^!?]{0,40}|bonne (?:journee|soiree|reception)[^.!?]{0,30}[.!]?|nous restons a votre disposition[^!?]{0,80})$/u;
const SIGNATURE =
  /^(?:(?:le|la|les|the|your) (?:service|equipe|mairie|team|department)[^.!?]{0,60}|your .{0,20}council.{0,20})$/u;
const SIGNS =
  /^(?:(?:bien |tres )?(?:cordialement|respectueusement)|(?:(?:yours|kind|best|with kind|warm) )?(?:sincerely|faithfully|regards|wishes))/u;

/** Greets or thanks, and says nothing that could be said otherwise. What holds a digit is none. */
export function isCourtesy(text: string): boolean {
  if (/\d/.test(text)) return false;
  const rest = text.trim().replace(GREETING, '');
  return NAMES.test(rest) || COURTESY.test(foldAccents(rest));
}

/** Is a line under the end of a letter, `The passport office`: `before` is what stands above it. */
export const isSignature = (text: string, before: readonly Passage[]): boolean =>
  SIGNATURE.test(foldAccents(text.trim())) &&
  !/\d/.test(text) &&
  before.slice(-2).some(({ text: line }) => SIGNS.test(foldAccents(line)));

const FREQUENT: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:le|la|les|l|de|du|des|d|est|et|a|au|aux|un|une|pour|votre|vos|vous|nous|dans|sur|par|que|qui|ne|pas|il|elle|ce|en|se|sont|son|sa|c|n|s|avec|pas|plus|peut|apres|avant|tout|bonjour)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:the|of|and|is|are|to|in|on|for|your|you|we|it|by|this|that|not|be|with|from|at|will|must|an?|do|does|have|has|before|after|any|no|or|as|can|may|please|dear|then|there|need)(?!\p{L})/gu,
};
const LEAST = 0.12;

/** How many frequent words of each language a text has, those that both have in each. Pure. */
export function frequentWordsIn(text: string): Record<Language, number> {
  const plain = foldAccents(text);
  return { fr: plain.match(FREQUENT.fr)?.length ?? 0, en: plain.match(FREQUENT.en)?.length ?? 0 };
}

/** Returns the language of an answer, of those that can be judged; null: another one. Pure. */
export function languageIn(text: string): Language | null {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const { fr, en } = frequentWordsIn(text);
  if (Math.max(fr, en) < Math.max(2, words * LEAST)) return null;
  return fr > en ? 'fr' : 'en';
}
