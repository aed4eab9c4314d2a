import type { Headers } from './header-fields.js';

const DAEMON = /^(?:mailer[-_ ]?daemon|mail[-_ ]?daemon|mdaemon|mail\s?delivery\s?(?:sub)?system|majordomo-owner)$/i;
const POSTMASTER = /^postmaster$/i;

/** What servers call a mail that did not arrive, in their subjects and texts. */
const WORDS = [
  String.raw`undeliver(?:ed|able)|non-?deliver(?:y|able)|delivery (?:status notification|failure|failed|error|problem|has failed|to the following)`,
  String.raw`(?:not|n['’]t)(?: yet)?(?: be| been)? delivered|(?:unable|failed) to deliver|failure notice|returned (?:mail|message|to sender)`,
  String.raw`mail (?:delivery )?(?:failed|failure|system)|warning: could not send message|(?:user|address|recipient) (?:unknown|not found|rejected)|(?:unknown|no such) user|mailbox (?:is )?(?:full|unavailable|not found)`,
  String.raw`non[- ]?(?:remise?|distribu[ée]e?|d[ée]livr[ée]e?)|être (?:remise?|distribuée?|délivrée?|livrée?)|échec (?:de |d['’])(?:la )?(?:remise|distribution|livraison|envoi)|(?:utilisateur|destinataire|adresse) (?:inconnue?|introuvable)`,
  String.raw`unzustellbar(?:keitsbericht)?|nicht zugestellt|zustellung fehlgeschlagen|no entregado|no se (?:ha )?p(?:udo|odido) entregar|mancat[oa] (?:consegna|recapito)|onbestelbaar|não (?:foi )?entregue|配信(?:不能|エラー|できません)`,
];
const FAILURE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${WORDS.join('|')})(?![\p{Script=Latin}\p{N}])`, 'iu');
/** An answer of a mail server, as in `550 5.1.1`. */
const ANSWER = /\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/;

/**
 * Returns whether a mail without a machine-readable part is a bounce: it comes from the null sender or a mail server, and is about a
 * delivery. `mailFrom` is the envelope sender; null when the transport does not provide it.
 */
export function isBounce({
  headers,
  mailFrom,
  text,
}: {
  headers: Headers;
  mailFrom: string | null;
  text: string;
}): boolean {
  if (headers.first('x-failed-recipients') !== '') return true;
  const senders = senderNames(headers, headers.first('from').slice(0, 1000));
  const daemon = senders.some((name) => DAEMON.test(name));
  const server = daemon || senders.some((name) => POSTMASTER.test(name));
  const nullSender =
    mailFrom === '' || headers.all('return-path', 'x-envelope-from').some((value) => /^\s*<?\s*>?\s*$/.test(value));
  if (/multipart\/report/i.test(headers.first('content-type')) && (server || nullSender || senders.length === 0))
    return true;
  // What a mail daemon sends so that nobody answers it is about a delivery, in whatever words.
  if (daemon && nullSender) return true;
  if (!server && !(nullSender && headers.first('auto-submitted') === '')) return false;
  const start = text.slice(0, 4000);
  return FAILURE.test(headers.text('subject')) || FAILURE.test(start) || ANSWER.test(start);
}

/** The names and local parts of senders, also where the host has no name of the Internet (`MAILER-DAEMON@mail_01`, `MAILER-DAEMON`). */
function senderNames(headers: Headers, from: string): string[] {
  const bracketed = /<([^<>]*)>/.exec(from)?.[1];
  const address = bracketed ?? from.replace(/\([^()]*\)/g, ' ');
  const names = headers.mailboxesIn(from).map(({ name }) => name);
  return [...names, address.split('@')[0]!.trim()].filter((name) => name !== '');
}
