import { ADDRESS, DATE, MAX_LINE, TIME } from './quote-patterns.js';

/** The names of the fields that mail programs write above a quote, by what the field says. */
const NAMES = {
  from: 'from|de|von|da|van|fra|från|lähettäjä|od|от|feladó|kimden|expéditeur|exp|remitente|remetente|mittente',
  date: 'sent|date|envoy[ée](?: le)?|gesendet|datum|enviado(?: el| em)?|fecha|data|inviato|verzonden|sendt|dato|skickat|lähetetty|päivämäärä|wysłano|отправлено|дата|küldve|gönderildi|message du|message of|nachricht vom',
  to: 'to|à|a|pour|an|para|aan|til|till|vastaanottaja|do|кому|címzett|kime',
  subject: 'subject|objet|sujet|betreff|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|тема|tárgy|konu',
  other: 'cc|reply-to|copie à|copie|répondre à|antwort an',
} as const;
type Role = keyof typeof NAMES;

const ROLES = new Map(
  (Object.keys(NAMES) as Role[]).map((role) => [role, new RegExp(`^[\\s*_]*(?:${NAMES[role]})\\s*\\*?\\s*:`, 'iu')]),
);
const ANY = new RegExp(`^[\\s*_]*(?:${Object.values(NAMES).join('|')})\\s*\\*?\\s*:`, 'iu');
const VALUE = /:\*?\s*\S/;

/** A line of a header block: what it says, and whether it proves that a mail program wrote it. */
interface Field {
  role: Role;
  addressed: boolean;
  /** The line has a date and a time of day. */
  timed: boolean;
}
/** Fields are cached, because they are asked for from several lines above. */
const remembered = new WeakMap<string[], (Field | null | undefined)[]>();

function fieldAt(lines: string[], i: number): Field | null {
  let fields = remembered.get(lines);
  if (!fields) remembered.set(lines, (fields = []));
  const known = fields[i];
  if (known !== undefined) return known;
  const line = lines[i]!.slice(0, MAX_LINE);
  const colon = line.indexOf(':');
  const role = colon > 0 && colon < 40 ? roleOf(line) : undefined;
  return (fields[i] = role
    ? { role, addressed: ADDRESS.test(line), timed: DATE.test(line) && TIME.test(line.slice(colon + 1)) }
    : null);
}

function roleOf(line: string): Role | undefined {
  if (!ANY.test(line)) return undefined;
  for (const [role, name] of ROLES) if (name.test(line)) return role === 'from' && !VALUE.test(line) ? undefined : role;
  return undefined;
}

/**
 * Returns the number of lines of a header block (From, Sent, To, Subject) as mail programs write it above a quote, in one of the
 * languages; 0 when there is none. People write such lines, too ("De : 12 rue des Lilas", "À : …", "Date : …"), so a block
 * needs three kinds of fields, and either the sender's address or a subject and a time of day.
 */
export function isHeaderBlock(lines: string[], i: number): number {
  if (!fieldAt(lines, i)) return 0;
  const roles = new Set<Role>();
  let [addressed, timed] = [false, false];
  let last: Role | undefined;
  let end = i;
  for (let next = i; next < lines.length && next < i + 10; next += 1) {
    const field = fieldAt(lines, next);
    const line = lines[next]!;
    const continues = /^[\s<;,]/.test(line) || ADDRESS.test(line.slice(0, MAX_LINE));
    // A long address or list of recipients continues on the next line.
    if (!field && (line.trim() === '' || !continues)) break;
    last = field?.role ?? last;
    if (field) roles.add(field.role);
    addressed ||= last === 'from' && (field?.addressed ?? ADDRESS.test(line.slice(0, MAX_LINE)));
    timed ||= field?.role === 'date' && field.timed;
    end = next + 1;
  }
  const isBlock = roles.has('from') && roles.size >= 3 && (addressed || (roles.has('subject') && timed));
  return isBlock ? end - i : 0;
}

const ORIGINAL =
  /^[\s*>]*[-_]{3,}\s*(?:original(?: message| appointment)?|message d['’]origine|message transf[ée]r[ée]|message original|(?:début du )?(?:courriel|mail|message) (?:transf[ée]r[ée]|réexpédié)|forwarded message|forwarded by .{1,80}|begin forwarded message|(?:urspr[üu]ngliche|weitergeleitete) nachricht|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|oprindelig (?:besked|meddelelse)|videresendt (?:besked|melding)|opprinnelig melding|ursprungligt meddelande|vidarebefordrat meddelande|alkuper[äa]inen viesti|wiadomo[śs][ćc] oryginalna|oryginalna wiadomo[śs][ćc]|p[ůu]vodn[íi] zpr[áa]va|eredeti [üu]zenet|исходное сообщение|пересылаемое сообщение|orijinal ileti|mesaj original)\s*:?\s*[-_]{3,}\s*$/iu;
const RULE = /^\s*[-_=*]{4,}\s*$/;
const FORWARDED =
  /^\s*(?:begin forwarded message|début du (?:message|courriel|mail|courrier) (?:transféré|réexpédié)|anfang der weitergeleiteten nachricht|inizio messaggio inoltrato|inicio del mensaje reenviado)\s*:\s*$/iu;

/** Returns whether a line only separates: dashes with the words "Original Message", or a plain rule. */
export const isSeparator = (line: string): boolean =>
  line.length <= 200 && (ORIGINAL.test(line) || FORWARDED.test(line) || RULE.test(line));

/** Returns the number of lines of a separator: dashes with the words "Original Message", or a plain rule above a header block. Returns 0 when there is none. */
export function isDelimiter(lines: string[], i: number): number {
  const line = lines[i]!;
  if (line.length > 200) return 0;
  if (ORIGINAL.test(line) || FORWARDED.test(line)) return 1;
  if (!RULE.test(line)) return 0;
  for (let next = i + 1; next <= i + 3 && next < lines.length; next += 1) {
    if (lines[next]!.trim() === '') continue;
    return isHeaderBlock(lines, next) > 0 ? next - i : 0;
  }
  return 0;
}
