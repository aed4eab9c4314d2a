/** The most frequent words of the town, from the most frequent one on. */
const FREQUENT =
  'bonjour merci demande dossier mairie carte rendez document école inscription cantine passeport identité acte naissance permis rue voirie déchets logement impôt facture eau mariage travaux stationnement bruit crèche piscine trottoir arbre association subvention urbanisme construire éclairage bibliothèque justificatif famille adresse'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bi bo bou bra cha che cla co con cou da de dou dra fa fi fou fra ga gla go gui ja jou la le li lon lou ma me mi mon mou na ni nou pa pe pi plo pou pra que ra re ri rou sa se si son sou ta te ti tou tra va ve vi vou'.split(
    ' ',
  );
/** As many words as a town writes, names and mistakes among them. */
export const WORDS = 40_000;

/** The word of a rank: the lower the rank, the more frequent it is. */
export function wordOf(rank: number): string {
  const known = FREQUENT[rank];
  if (known !== undefined) return known;
  let word = '';
  // A multiplier without a common factor with the number of words puts those that look alike far from each other.
  for (let left = (rank * 7919) % (WORDS * 4), n = 0; n < 3 || left > 0; n += 1) {
    word += SYLLABLES[left % SYLLABLES.length]!;
    left = Math.floor(left / SYLLABLES.length);
  }
  return word;
}

/** Numbers from 0 to below 1 that are the same in every run (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** So many words as people write: the word of rank n is about n times as rare as the first one (Zipf). */
export const textOf = (draw: () => number, words: number): string =>
  Array.from({ length: words }, () => wordOf(Math.floor(WORDS ** draw()) - 1)).join(' ');
