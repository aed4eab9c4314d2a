import type { Verdict } from './expected-verdicts.js';

const NOBODY =
  /^"?(?:.*[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?r[ée]pondre|nobody|bounces?)(?:[-_.+].*)?"?@/i;
const DAEMON = /^(?:mailer-?daemon|mail-?daemon|postmaster)(?:@|$)/i;

/**
 * What a message is by its header alone (RFC 2369, 2919, 3464, 3834, 5965, 8098), for collections that no table describes. It is
 * read here anew, so that the product does not judge itself.
 */
export function verdictByHeader(raw: Buffer): Verdict | 'ordinary' {
  const fields = headerOf(raw);
  const first = (name: string) => fields.find(([key]) => key === name)?.[1] ?? '';
  const type = first('content-type').toLowerCase();
  const senders = [addressOf(first('from')), addressOf(first('sender'))];
  const isDaemon = senders.some((sender) => DAEMON.test(sender));
  const hasNullSender = first('return-path') === '<>';
  if (/report-type\s*=\s*"?feedback-report/.test(type)) return 'complaint';
  if (/report-type\s*=\s*"?(?:delivery-status|disposition-notification)|^message\/delivery-status/.test(type))
    return 'report';
  if (first('x-failed-recipients') !== '' || (isDaemon && hasNullSender)) return 'report';

  const submitted = first('auto-submitted')
    .toLowerCase()
    .split(/[;\s(]/)[0]!;
  const precedence = first('precedence').toLowerCase();
  const has = (...names: string[]) => fields.some(([key]) => names.includes(key));
  if (submitted === 'auto-replied' || /^auto[_-]?reply$/.test(precedence) || has('x-autoreply', 'x-autorespond'))
    return 'reply';
  if (isDaemon) return 'daemon';
  const isBulk = fields.some(([key]) => key.startsWith('list-')) || /^(?:bulk|list|junk)$/.test(precedence);
  const isByProgram = submitted !== '' && submitted !== 'no';
  return isBulk || isByProgram || senders.some((sender) => NOBODY.test(sender)) ? 'automatic' : 'ordinary';
}

/** The fields in their order, with names in lower case and without line breaks. */
function headerOf(raw: Buffer): [string, string][] {
  const [head = ''] = raw.toString('latin1', 0, 256 * 1024).split(/\r?\n[ \t]*\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    });
}

const addressOf = (field: string): string => (/<([^<>]*)>/.exec(field)?.[1] ?? field.replace(/\(.*?\)/g, '')).trim();
