import type { Bind, Scope } from '@guichet/access';

const REFERENCE = /^(?:GCH-)?(?:\d{4}-)?0*(\d{1,9})$/i;

/** A reference in any of its spellings: whole, without prefix, or only the number. */
export function referencePattern(q: string): string | null {
  const whole = /^(GCH-\d{4}-)0*(\d+)$/i.exec(q);
  if (whole) return `${whole[1]!.toUpperCase()}${whole[2]!.padStart(6, '0')}`;
  const match = REFERENCE.exec(q);
  return match ? `%-${match[1]!.padStart(6, '0')}` : null;
}

/** SQL: the newest cases of a scope in which an address takes part that a condition on the handle `h` holds of. Index `case_participant_handle`. */
export const casesOfAddress = (
  visible: Scope,
  bind: Bind,
  { condition, most }: { condition: string; most: number },
): string =>
  `select c.id as "caseId", h.value from handle h join case_participant p on p.handle_id = h.id join cases c on c.id = p.case_id
   where ${condition} and ${visible.sql('c', bind)} order by c.id desc limit ${most}`;
