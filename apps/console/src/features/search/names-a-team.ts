import { stripDiacritics } from '@guichet/ui/strip-diacritics';

/** Whether some team has this in its name, as the search compares it: without accents and capitals. */
export function namesATeam(value: string, teams: readonly { name: string }[]): boolean {
  const wanted = stripDiacritics(value);
  return teams.some(({ name }) => stripDiacritics(name).includes(wanted));
}
