import { two, type Spelling } from '../spellings.js';

const time = (hours: number, minutes: number): string => `${two(hours % 24)}h${two(minutes)}`;

const PART = "(?: (de l'après-midi|du soir|du matin))";
const HOUR = '(?<![\\d,.])(\\d{1,2}|une) ?(?:h|heures?)';
const BESIDE = '(et demie?|et quart|moins (?:le |un )?quart|moins \\d{1,2}|[0-5]\\d)(?: minutes)?';

/** Minutes after an hour, or before it: `moins le quart`. */
function minutesOf(said: string | undefined): number {
  if (said === undefined) return 0;
  const minutes = /quart/i.test(said) ? 15 : /demi/i.test(said) ? 30 : Number(said.replace(/\D/g, ''));
  return /^moins/i.test(said) ? -minutes : minutes;
}

/** Returns a time of day in figures: `huit heures moins le quart du soir` is 19h45. */
function clock(hour: string, beside: string | undefined, part: string | undefined): string {
  const said = /^une$/i.test(hour) ? 1 : Number(hour);
  const isLate = part !== undefined && !/matin/i.test(part);
  const hours = isLate && said < 13 ? (said % 12) + 12 : said;
  // Ten to midnight is still the day before.
  const all = (hours * 60 + minutesOf(beside) + 1_440) % 1_440;
  return time(Math.floor(all / 60), all % 60);
}

const NOON = "(?<!(?:après|apres|l'après|le|du)[ -])(?<![\\p{L}-])(midi|minuit)";
const besideNoon = (noon: string, beside: string): string =>
  clock(/^midi/i.test(noon) ? '12' : '24', beside, undefined);

/** French times of day. Numbers in words are digits before. */
export const FRENCH_CLOCK: Spelling[] = [
  // The time of lunch.
  [/(?<!\p{L})entre midi et (?:2|14)(?: heures| ?h)?(?![\p{L}\d])/giu, 'entre 12h00 et 14h00'],
  // Half past midnight, and a quarter to noon.
  [new RegExp(`${NOON}(?: et |-)(demie?|quart)(?!\\p{L})`, 'giu'), ([, noon, part]) => besideNoon(noon, `et ${part}`)],
  [new RegExp(`${NOON} (moins (?:le |un )?quart|moins \\d{1,2}|[1-5]\\d|5)(?![\\p{L}\\d]| ?(?:[€%/h:]|\\p{L}))`, 'giu'), ([, noon, beside]) => besideNoon(noon, beside)],
  [/(?<=(?<!\p{L})jusqu'à |(?<!\p{L})ferm\p{L}{1,6} à |\d ?h(?:\d\d)? ?(?:-|à|et) ?)24 ?h(?:00)?(?![\p{L}\d/]| ?\/)/giu, '00h00'],
  [/(?<!(?:après|apres|l'après|le|du)[ -])(?<!\p{L}-?)midi(?!\p{L})/giu, '12h00'],
  [/(?<=jusqu'à )midi|(?<=avant )midi/giu, '12h00'],
  [/(?<!\p{L})minuit(?!\p{L})/giu, '00h00'],
  [new RegExp(`${HOUR}(?: ?${BESIDE})?${PART}(?!\\p{L})`, 'giu'), ([, hour, beside, part]) => clock(hour, beside, part)],
  // `une heure et demie` lasts so long, without a part of the day.
  [new RegExp(`${HOUR.replace('|une', '')} (et demie?|et quart|moins (?:le |un )?quart|moins \\d{1,2})(?![\\p{L}\\d])`, 'giu'), ([, hour, beside]) => clock(hour, beside, undefined)],
  [/(?<![\dh:/.]|h )(\d{1,2}) ?- ?(\d{1,2}) ?h(?![\p{L}])/giu, ([, a, b]) => `${a}h-${b}h`],
  [/(?<=(?:de|entre|ouverte?s?) )(\d{1,2})(?= (?:à|et) \d{1,2} ?(?:h|heures)(?!\p{L}))/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:de|entre|à|dès|vers|jusqu'à) )(\d{1,2}) heures(?! \d)(?= (?:à|et|-) \d{1,2} ?h)/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:entre|de) \d{1,2}h (?:et|à) )(\d{1,2}) heures(?! \d)/giu, '$1h'],
  [/(?<=(?<![\p{L}])(?:à partir de|après|avant|jusqu'à|dès|vers|à compter de) )(\d{1,2}) heures(?! \d)(?!\p{L})/giu, '$1h'],
]; // prettier-ignore
