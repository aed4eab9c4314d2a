import type { RenderingName } from '@guichet/contracts';

/** A stretch of a preview. */
export interface StrongPiece {
  text: string;
  strong: boolean;
}

/** The places that draw what stands between asterisks as strong. */
const DRAWN: ReadonlySet<RenderingName> = new Set(['whatsapp']);
/** As WhatsApp reads it: the asterisks touch what they enclose, within one line, and no letter stands beside them. */
const STRONG = /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu;

/** Returns the text of a rendering as its reader sees it: without asterisks where what they enclose is drawn as strong. */
export function strongWords(text: string, name: RenderingName): StrongPiece[] {
  if (!DRAWN.has(name)) return [{ text, strong: false }];
  return text
    .split(STRONG)
    .map((piece, at) => ({ text: piece, strong: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
