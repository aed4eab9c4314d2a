import { smsSegments, type TemplateContent } from '@guichet/contracts';

/** Those that no accent explains. */
const ligatures: Record<string, string> = { œ: 'oe', Œ: 'OE', ĳ: 'ij', ﬁ: 'fi', ﬂ: 'fl', ß: 'ss' };

/** Returns the GSM-7 spelling of a character, or undefined when there is none (an emoji, another alphabet). */
export function gsm7Spelling(character: string): string | undefined {
  const plain = ligatures[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
  return plain !== character && /^[\x20-\x7e]+$/.test(plain) ? plain : undefined;
}

/** Returns the characters of the SMS wordings that GSM-7 lacks, which make an SMS longer. */
export const nonGsm7Characters = (blocks: TemplateContent['blocks']) =>
  smsSegments(blocks.map(({ short, full }) => short ?? full).join('\n')).forcedBy;

const plain = (text: string, characters: readonly string[]) =>
  characters.reduce(
    (said, character) => said.replaceAll(character, gsm7Spelling(character) ?? character),
    text.normalize('NFC'),
  );

/**
 * Replaces these characters by plain ones in the short wording, which SMS use. A block without a short wording gets
 * one, so that mails and letters keep their accents. Liquid expressions are not affected: their names have no accents.
 */
export const withGsm7Characters = <Block extends TemplateContent['blocks'][number]>(
  blocks: readonly Block[],
  characters: readonly string[],
): Block[] =>
  blocks.map((block) => {
    const said = block.short ?? block.full;
    const short = plain(said, characters);
    return short === said.normalize('NFC') ? block : { ...block, short };
  });
