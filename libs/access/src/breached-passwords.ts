import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { foldPassword } from '@guichet/contracts';

/** How many bits of the filter a password sets: as many as are best for its size. */
const FILTER_HASHES = 13;
/** The bits are addressed by 23 bits of a digest each: 1 MiB. */
const FILTER_MASK = 2 ** 23 - 1;

/** The bits of the filter that belong to a password in its folded form. */
export function filterBits(folded: string): number[] {
  const digest = createHash('sha512').update(folded).digest();
  return Array.from({ length: FILTER_HASHES }, (_, n) => digest.readUInt32BE(n * 4) & FILTER_MASK);
}

let filter: Promise<Buffer> | undefined;

/** Read when the first password is chosen: a process that signs in only does without it. */
const readFilter = (): Promise<Buffer> =>
  (filter ??= readFile(new URL('../breached-passwords/passwords.bloom', import.meta.url)));

/** Letters that signs and digits stand for: `p@ssw0rd` is tried right after `password`. */
const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const undisguise = (text: string): string => text.replace(/[@431!0$57]/g, (sign) => disguises[sign]!);

/** So many characters around a common password do not make it another one. */
const DECORATION = 8;

/** What is tried of a password: itself, without separators, and without what is put around it and in the place of letters. */
function candidates(password: string): Set<string> {
  const folded = foldPassword(password);
  const joined = folded.replace(/[\s._-]+/g, '');
  const found = new Set([folded, joined, undisguise(joined)]);
  for (const text of [joined, undisguise(joined.replace(/[\d\W_]+$/, ''))]) {
    const core = text.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
    if (core.length >= 4 && joined.length - core.length <= DECORATION) found.add(core);
  }
  return found;
}

/**
 * Whether a password, or one very like it, is in lists of stolen passwords. One in ten thousand others is taken for such a one;
 * whoever chose it chooses another.
 */
export async function isBreached(password: string): Promise<boolean> {
  const bits = await readFilter();
  const isListed = (text: string) => filterBits(text).every((bit) => bits[bit >> 3]! & (1 << (bit & 7)));
  return [...candidates(password)].some(isListed);
}
