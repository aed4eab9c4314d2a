/**
 * The words by which people opt out of messages or opt in again, when a message contains nothing else: those for which Twilio
 * blocks a number (https://help.twilio.com/articles/223134027), and those that are usual or required by law in other languages.
 * YES is mostly a reply, so it counts only where the provider says that it was an opt-in.
 */
const STOP = new Set([
  ...['STOP', 'STOPALL', 'STOPSMS', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  ...['ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ', 'DESABONNER', 'DESABONNEMENT', 'DESINSCRIRE'],
  ...['ABMELDEN', 'STOPPEN', 'STOPP'],
  ...['BAJA', 'ALTO', 'CANCELAR', 'PARAR'],
  ...['توقف', 'ايقاف', 'الغاء'],
]);
const START = new Set(['START', 'UNSTOP']);

/** Returns the letters of a text without accents, punctuation, case and full-width forms. */
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
