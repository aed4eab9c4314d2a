/**
 * Words by which, alone in a message, people stop messages or let them come again: those that make Twilio block a number, and
 * those that law and habit of other languages add. https://help.twilio.com/articles/223134027; YES alone is mostly a reply, so
 * it counts only where the provider says that it took it for an opt-in.
 */
const STOP = new Set([
  ...['STOP', 'STOPALL', 'STOPSMS', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  ...['ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ', 'DESABONNER', 'DESABONNEMENT', 'DESINSCRIRE'],
  ...['ABMELDEN', 'STOPPEN', 'STOPP'],
  ...['BAJA', 'ALTO', 'CANCELAR', 'PARAR'],
  ...['توقف', 'ايقاف', 'الغاء'],
]);
const START = new Set(['START', 'UNSTOP']);

/** The letters of a text without accents, points, case or the width in which they are written. */
const letters = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase();

/**
 * Returns whether a message withdraws consent (false) or gives it again (true); undefined when it does neither.
 * `optOutType` is the provider's classification, where it sends one.
 */
export function consentIn(text: string, optOutType?: string): boolean | undefined {
  const word = optOutType ?? (text.trim().length <= 20 ? letters(text) : '');
  if (STOP.has(word)) return false;
  return START.has(word) ? true : undefined;
}
