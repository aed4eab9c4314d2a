import type { SearchHit } from '@guichet/contracts';

const lead = 36;

/** A passage may begin far before its hit; what is shown begins a few words before, and within no number that is written in groups. */
export function aroundHit(pieces: SearchHit['snippet']): SearchHit['snippet'] {
  const [first, ...rest] = pieces;
  if (!first || first.hit || rest.length === 0 || first.text.length <= lead) return pieces;
  const words = first.text.slice(-lead).replace(/^\S*\s/, '');
  const before = first.text.slice(0, first.text.length - words.length);
  const text = /\d[).\s]*$/.test(before) ? words.replace(/^(?:[\d().-]+\s+)+/, '') : words;
  return [{ text: `…${text.replace(/^·\s*/, '')}`, hit: false }, ...rest];
}
