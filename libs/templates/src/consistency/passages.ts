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

const COURTESY =
  /^(?:(?:bonjour|bonsoir|chere?s?|madame|monsieur|mesdames|messieurs|dear|hello|hi|good (?:morning|afternoon))(?!\p{L})[^.!?]{0,60}[,!]?|(?:bien |tres )?(?:cordialement|a vous|respectueusement)[^.!?]{0,40}|(?:(?:yours|kind|best|with kind|warm) )?(?:sincerely|faithfully|regards|wishes)[^.!?]{0,40}|(?:nous )?(?:vous )?(?:remerci|merci)[^.!?]{0,80}[.!]?|thank you[^.!?]{0,80}[.!]?|je vous prie d.agreer[^!?]{0,200}|veuillez (?:agreer|recevoir)[^!?]{0,200}|bonne (?:journee|soiree|reception)[^.!?]{0,30}[.!]?|nous restons a votre disposition[^!?]{0,80}|(?:le|la|les|the|your) (?:service|equipe|mairie|team|department)[^.!?\d]{0,60}|your [^.!?\d]{0,20}council[^.!?\d]{0,20})$/u;

/** Greets, thanks or signs: there is nothing in it that could be told otherwise. */
export const isCourtesy = (text: string): boolean => COURTESY.test(foldAccents(text.trim()));

const FREQUENT: Record<Language, RegExp> = {
  fr: /(?<!\p{L})(?:le|la|les|l|de|du|des|d|est|et|a|au|aux|un|une|pour|votre|vos|vous|nous|dans|sur|par|que|qui|ne|pas|il|elle|ce|en|se|sont|son|sa|c|n|s|avec|pas|plus|peut|apres|avant|tout|bonjour)(?!\p{L})/gu,
  en: /(?<!\p{L})(?:the|of|and|is|are|to|in|on|for|your|you|we|it|by|this|that|not|be|with|from|at|will|must|an?|do|does|have|has|before|after|any|no|or|as|can|may|please|dear|then|there|need)(?!\p{L})/gu,
};
const LEAST = 0.12;

/** Returns the language of an answer, of those that can be judged; null: another one. Pure. */
export function languageIn(text: string): Language | null {
  const plain = foldAccents(text);
  const words = plain.match(/\p{L}+/gu)?.length ?? 0;
  const [fr, en] = (['fr', 'en'] as const).map((language) => plain.match(FREQUENT[language])?.length ?? 0);
  if (Math.max(fr!, en!) < Math.max(2, words * LEAST)) return null;
  return fr! > en! ? 'fr' : 'en';
}
