import type { Bind, Scope } from '@guichet/access';

/** What stands before a reference where people write it as they say it: "dossier n°", "réf. :", "#". */
const MARK = /^(?:(?:dossier|demande|case|request) ?)?(?:(?:reference|ref|numero|number|no|n°)\.? ?)?(?:: ?)?(?:# ?)?/i;
/** With its year. Without anything between both, only a number of full length tells where the year ends. */
const WHOLE = /^GCH[ -]?(20\d{2})(?:[ -]0*(\d{1,9})|(\d{6,9}))$/i;
/** No longer, as a telephone number is. */
const NUMBER = /^(?:GCH[ -]?)?(?:20\d{2}-)?(\d{1,9})$/i;

/**
 * A reference in any of its spellings: whole, without prefix, or only the number, and with what people say before it. That a text
 * is nothing but a reference decides, so no part of a sentence or of a telephone number is taken for one.
 */
export function referencePattern(q: string): string | null {
  const text = withPlainSigns(q).replace(MARK, '');
  const [, year, apart, together] = WHOLE.exec(text) ?? [];
  if (year) return `GCH-${year}-${padded(apart ?? together!)}`;
  const [, number] = NUMBER.exec(text) ?? [];
  return number === undefined ? null : `%-${padded(number)}`;
}

const padded = (number: string): string => number.replace(/^0+(?=\d)/, '').padStart(6, '0');

/** One sort of spaces and of hyphens, none of the former around the latter, and letters without accents: "nº" is then "no". */
const withPlainSigns = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?[\p{Pd}−]+ ?/gu, '-')
    .trim();

/** SQL: the newest cases of a scope in which an address takes part that a condition on the handle `h` holds of. Index `case_participant_handle`. */
export const casesOfAddress = (
  visible: Scope,
  bind: Bind,
  { condition, most }: { condition: string; most: number },
): string =>
  `select c.id as "caseId", h.value from handle h join case_participant p on p.handle_id = h.id join cases c on c.id = p.case_id
   where ${condition} and ${visible.sql('c', bind)} order by c.id desc limit ${most}`;
