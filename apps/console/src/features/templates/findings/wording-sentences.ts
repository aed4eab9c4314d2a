/** A variable or a condition of a wording, as `plainWording` leaves it. */
export const TOKEN = /\{\{ \w+ \}\}|\{%.*?%\}/gsu;

/** Returns a wording without its filters and its marks of strong text: what is said, with each variable as `{{ name }}`. */
const plainWording = (source: string): string =>
  source
    .replace(/\{\{-?\s*(\w+).*?\}\}/gsu, '{{ $1 }}')
    .replace(/\{%-?\s*(.*?)\s*-?%\}/gsu, '{% $1 %}')
    .replaceAll('**', '');

/** A full stop after these ends no sentence. */
const ABBREVIATION =
  /(?<![\p{L}\d])(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Me|St|Ste|art|Art|al|cf|ex|env|réf|tél|no|No|p|L|R|D)\.$/u;
const SENTENCE_END = /(?<=[.!?…][»”")]?)(?:\s+(?=[\p{Lu}\d«“"{(])|(?=\{% els))/u;

/** Returns the sentences of a wording in their order; an item of a list is one, too. A condition stands with what depends on it. */
export function sentencesIn(source: string): string[] {
  const pieces = plainWording(source)
    .split('\n')
    .flatMap((line) => line.replace(/^\s*- /u, '').split(SENTENCE_END))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return pieces.reduce<string[]>((sentences, piece) => {
    const last = sentences.at(-1);
    if (last !== undefined && continues(last, piece)) sentences[sentences.length - 1] = `${last} ${piece}`;
    else sentences.push(piece);
    return sentences;
  }, []);
}

const continues = (last: string, piece: string): boolean =>
  ABBREVIATION.test(last) || isOnlyConditions(last) || (isOnlyConditions(piece) && /^\{% end/u.test(piece));

const isOnlyConditions = (piece: string): boolean => piece.replace(/\{%.*?%\}/gsu, '').trim() === '';
