/** What a password must not be, whatever its length: the rules that need nothing but the password and who chooses it. */
export type PasswordWeakness = 'password-personal' | 'password-repeats' | 'password-sequence';

/** Names, addresses and words by which an agent is known, and which others would try first. */
export interface PasswordOwner {
  name: string;
  email: string;
  organisation?: string;
}

/** As many characters must be left of a password without what others know or can guess. */
const OWN_CHARACTERS = 6;
/** A unit of this length may be repeated, as it would do alone. */
const LONG_UNIT = 12;
const DISTINCT_CHARACTERS = 5;
const SHORTEST_RUN = 4;
const SHORTEST_WORD = 3;

/** Keys and letters in their order, on the keyboards of France and of others. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
].flatMap((row) => [row, [...row].reverse().join('')]);

/** The form in which passwords are compared: without case and accents, as `É` is no secret beside `e`. */
export const foldPassword = (password: string): string =>
  password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Finds what makes a password easy to guess although it is long: a part that is repeated, rows of the keyboard or of the
 * alphabet, or the name, the address or the organisation of whoever chooses it. Null: none of it. There are no rules of
 * composition (ANSSI-PG-078, NIST SP 800-63B): words are as good as signs. That it was stolen before, only the server knows.
 */
export function passwordWeakness(password: string, owner: PasswordOwner): PasswordWeakness | null {
  const folded = foldPassword(password);
  if (isRepeated(folded)) return 'password-repeats';
  if (outsideRuns(folded) < OWN_CHARACTERS) return 'password-sequence';
  return isPersonal(folded, owner) ? 'password-personal' : null;
}

function isRepeated(folded: string): boolean {
  if (new Set(folded).size < DISTINCT_CHARACTERS) return true;
  const longest = Math.min(LONG_UNIT - 1, Math.floor(folded.length / 2));
  for (let unit = 1; unit <= longest; unit += 1)
    if ([...folded].every((character, at) => at < unit || character === folded[at - unit])) return true;
  return false;
}

/** How many characters belong to no run of at least four neighbours. */
function outsideRuns(folded: string): number {
  let outside = 0;
  for (let at = 0; at < folded.length;) {
    const run = runAt(folded, at);
    if (run < SHORTEST_RUN) outside += 1;
    at += run < SHORTEST_RUN ? 1 : run;
  }
  return outside;
}

function runAt(folded: string, at: number): number {
  let length = SHORTEST_RUN - 1;
  const isRun = (end: number) => end <= folded.length && rows.some((row) => row.includes(folded.slice(at, end)));
  while (isRun(at + length + 1)) length += 1;
  return length;
}

function isPersonal(folded: string, { name, email, organisation = '' }: PasswordOwner): boolean {
  const letters = lettersOf(folded);
  const address = email.replace(/\.[^.@]*$/, '');
  const words = [...wordsOf(name), ...wordsOf(address), ...wordsOf(organisation), 'guichet'];
  // The whole of a name or an address is known, too, though its short words and the end of a domain are in too many other words.
  const wholes = [name, email, address, email.split('@')[0]!].map((text) => lettersOf(foldPassword(text)));
  const known = [...words, ...wholes.filter(({ length }) => length >= SHORTEST_WORD)];
  // The longest first: the name of a town may hold that of a person.
  const rest = known.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest.length < letters.length && rest.length < OWN_CHARACTERS;
}

const lettersOf = (folded: string): string => folded.replace(/[^\p{L}\p{N}]/gu, '');

/** The words of a name or an address; shorter ones are in too many other words. */
const wordsOf = (text: string): string[] =>
  foldPassword(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD);
