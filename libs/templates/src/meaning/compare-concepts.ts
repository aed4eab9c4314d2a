import { QUESTION, type Concepts } from './promised-concepts.js';
import { areAlike } from './stems.js';

/** Words by which a reader could take the short text for something else. `about` names the pair of contraries or the category. */
export interface ConceptDifference {
  about: string;
  full: string[];
  short: string[];
}

/** Pairs of contraries, and things, that are in both texts or in none. */
const KEPT = new Set(['accept', 'conditional', 'document', 'extent']);

/** Pairs of contraries of which both sides are said, or one in both texts. */
const WHOLE = new Set(['accept', 'owner']);

/** Compares what the words of two texts promise. Pure. */
export function compareConcepts(full: Concepts, short: Concepts): ConceptDifference[] {
  const found = [contraries, contrariesOfWords, things, names, nouns].flatMap((compare) => [...compare(full, short)]);
  const said = new Set(found.map(wordsOf));
  // One question is enough for `compulsory` and `not compulsory`.
  return [...found, ...[...denials(full, short)].filter((denial) => !said.has(wordsOf(denial)))];
}

const wordsOf = ({ full, short }: ConceptDifference): string => JSON.stringify([full, short]);

/** A subject that tells a decision, or calls something off, of which the text says nothing: `Appeal dismissed`. */
export function onlyInSubject(full: Concepts, subject: Concepts): ConceptDifference[] {
  return ['accept', 'continues'].flatMap((about) => {
    const said = subject.sides.get(about);
    return said?.has('no') && !full.sides.has(about) ? [{ about, full: [], short: words(said) }] : [];
  });
}

const words = (map: ReadonlyMap<unknown, string> | undefined) => [...(map?.values() ?? [])];
const isQuestion = (map: ReadonlyMap<unknown, string>) => [...map.values()].every((text) => text === QUESTION);

function* contraries(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  for (const about of new Set([...full.sides.keys(), ...short.sides.keys()])) {
    const [theirs, ours] = [full.sides.get(about), short.sides.get(about)];
    const differ =
      theirs && ours
        ? // A decision in part is none in whole, and what owner and tenant share is not for one of them.
          [...ours.keys()].some((side) => !theirs.has(side)) || (WHOLE.has(about) && theirs.size > ours.size)
        : KEPT.has(about) && !isQuestion((theirs ?? ours)!);
    if (differ) yield { about, full: words(theirs), short: words(ours) };
  }
}

/** Contraries that are both said, but of other things: `open in the morning, shut in the afternoon`. */
function* contrariesOfWords(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  const seen = new Set<string>();
  for (const [key, ours] of short.sidesOfWords) {
    const about = key.slice(0, key.indexOf(' '));
    const theirs = full.sidesOfWords.get(key);
    if (!theirs || seen.has(about) || [...ours.keys()].some((side) => theirs.has(side))) continue;
    seen.add(about);
    yield { about, full: words(theirs), short: words(ours) };
  }
}

function* things(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  for (const about of new Set([...full.things.keys(), ...short.things.keys()])) {
    const [theirs, ours] = [full.things.get(about), short.things.get(about)];
    const isAdded = [...(ours?.keys() ?? [])].some((thing) => !theirs?.has(thing));
    const isMissing = KEPT.has(about) && [...(theirs?.keys() ?? [])].some((thing) => !ours?.has(thing));
    if (isAdded || isMissing) yield { about, full: words(theirs), short: words(ours) };
  }
}

function* denials(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  for (const [stem, ours] of short.words) {
    const theirs = full.words.get(stem);
    if (theirs && ![...ours.keys()].some((side) => theirs.has(side)))
      yield { about: 'denied', full: words(theirs), short: words(ours) };
  }
}

function* names(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  const added = [...short.names].filter(([stem]) => !full.words.has(stem) && !full.names.has(stem));
  if (added.length > 0) yield { about: 'name', full: words(full.names), short: added.map(([, name]) => name) };
}

/** Nouns of the short text that the full one does not know in any form. */
function* nouns(full: Concepts, short: Concepts): Iterable<ConceptDifference> {
  const known = [...full.words.keys()];
  const added = [...short.nouns].filter(([noun]) => !known.some((stem) => areAlike(stem, noun)));
  if (added.length > 0) yield { about: 'noun', full: [], short: added.map(([, noun]) => noun) };
}
