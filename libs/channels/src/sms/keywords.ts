/**
 * Words which, alone in a message, make Twilio block a number or let it through again, and those that French law and
 * habit add. https://help.twilio.com/articles/223134027; YES alone is mostly an answer, so it counts only where Twilio
 * says that it took it for an opt-in.
 */
const STOP = new Set([
  'STOP',
  'STOPALL',
  'STOPSMS',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'ARRET',
  'ARRETE',
  'ARRETER',
]);
const START = new Set(['START', 'UNSTOP']);

const letters = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase();

/** Did somebody take back, or give again, their consent? `optOutType` is what Twilio made of it, where it says so. */
export function consentIn(text: string, optOutType: string | undefined): boolean | undefined {
  const said = optOutType ?? (text.trim().length <= 20 ? letters(text) : '');
  if (STOP.has(said)) return false;
  return START.has(said) ? true : undefined;
}
