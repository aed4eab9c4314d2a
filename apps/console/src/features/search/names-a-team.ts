import { stripDiacritics } from '@guichet/ui/strip-diacritics';

/**
 * Whether a word of the name of some team begins like this, as the search compares it: without accents and capitals. What is found in
 * the middle of a word is another one, as "port" in "Transports".
 */
export function namesATeam(value: string, teams: readonly { name: string }[]): boolean {
  const wanted = stripDiacritics(value);
  return teams.some(({ name }) => {
    const folded = stripDiacritics(name);
    const places = [...folded.matchAll(/(?<![\p{L}\p{N}])./gu)].map(({ index }) => index);
    return places.some((at) => folded.startsWith(wanted, at));
  });
}
