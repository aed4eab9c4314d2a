/**
 * The ways in which mail programs introduce a quote in a dozen languages. Each pattern is applied to a few lines of limited
 * length, so that every text takes linear time.
 */
const MAX_LINE = 600;

export const isQuoteLine = (line: string): boolean => /^\s{0,3}(?:>|&gt;\s?>)/.test(line);

/** The verb at the end of the line, such as "wrote:". */
const WROTE =
  /(?:wrote|writes|said|schrieb|schreef|schrijft|escribi[óo]|escreveu|ha scritto|a scris|skrev|kirjoitti|napisał(?:a|\(a\))?|napsala?|írta|написала?|пишет|écrit|yazdı|έγραψε)\s*(?:<[^<>]{1,200}>)?\s*[:：]?$/iu;
/** The verb before the name ("schrieb Anna <a@b.de>:"). */
const VERB = /\b(?:schrieb|schreef|skrev|wrote|escribió|escreveu|írta|napisał|написал[аи]?)\b/iu;
const ADDRESS = /<?[^\s<>"]{1,80}@[^\s<>"]{1,120}>?/;
const DATE =
  /\b(?:\d{1,2}[:.h]\d{2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\.?\s+\p{L}{3,}\.?,?\s+\d{4}|\p{L}{3,}\.?\s+\d{1,2},?(?:\s+\d{4})?)\b/u;
const OPENING =
  /^\s*(?:On|Le|Am|Op|El|Il|Em|Den|Dnia|W dniu|In data|Vào|Tir|Man|Ons|Tor|Fre|Lør|Søn|Pe|Ma|Ti|Ke|To|La|Su|(?:пн|вт|ср|чт|пт|сб|вс)|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}:\d{2}|\p{L}{2,12}\.?,?\s+\d{1,2})/iu;

/**
 * Lines that make up "On 3 May 2024, Anna <a@b.org> wrote:", which programs break into up to four; 0 when there is none.
 * It needs a date or an address and an ending that only such a line has, so that "On the other hand:" is not one.
 */
export function isAttribution(lines: string[], i: number): number {
  const first = lines[i]!.trim();
  // Zoho writes: ---- On Wed, 24 Feb 2021 14:02:50 +0530 a@b.org wrote ----
  if (
    /^-{2,}\s*(?:On|Le|Am|El|Il|Op)\b.{5,300}(?:wrote|écrit|schrieb|escribió|ha scritto|schreef)\s*-{2,}$/iu.test(first)
  )
    return 1;
  if (first.length > MAX_LINE || !OPENING.test(first)) return 0;
  let text = '';
  for (let count = 1; count <= 4 && i + count <= lines.length; count += 1) {
    const line = lines[i + count - 1]!.trim();
    // Gmail breaks the line before the bracket of a long address.
    if (line === '' || (isQuoteLine(line) && !/^>\s?:$/.test(line)) || text.length + line.length > MAX_LINE) return 0;
    text = text === '' ? line : `${text} ${line}`;
    if (/[:：\p{L})>]$/u.test(line) && attributes(text)) return count;
    // A second sentence has begun.
    if (/[.!?]$/.test(line) && !/\b\p{L}{1,6}\.$/u.test(line)) return 0;
  }
  return 0;
}

function attributes(text: string): boolean {
  const colon = /[:：]$/.test(text);
  const wrote = WROTE.test(text.slice(-240));
  if (!colon && !wrote) return false;
  const decoded = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  const dated = DATE.test(decoded);
  const addressed = ADDRESS.test(decoded);
  // Zoho and some phones write no colon. Then both a date and an address are required.
  if (wrote) return colon ? dated || addressed || /\b(?:19|20)\d{2}\b/.test(decoded) : dated && addressed;
  return addressed && dated && (VERB.test(decoded) || /(?:>|\)|")\s*[:：]$/.test(decoded));
}

const ORIGINAL =
  /^[\s*>]*[-_]{3,}\s*(?:original(?: message| appointment)?|message d['’]origine|message transf[ée]r[ée]|message original|forwarded message|forwarded by .{1,80}|begin forwarded message|(?:urspr[üu]ngliche|weitergeleitete) nachricht|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|oprindelig (?:besked|meddelelse)|videresendt (?:besked|melding)|opprinnelig melding|ursprungligt meddelande|vidarebefordrat meddelande|alkuper[äa]inen viesti|wiadomo[śs][ćc] oryginalna|oryginalna wiadomo[śs][ćc]|p[ůu]vodn[íi] zpr[áa]va|eredeti [üu]zenet|исходное сообщение|пересылаемое сообщение|orijinal ileti|mesaj original)\s*:?\s*[-_]{3,}\s*$/iu;
const FORWARDED =
  /^\s*(?:begin forwarded message|début du message (?:transféré|réexpédié)|anfang der weitergeleiteten nachricht|inizio messaggio inoltrato|inicio del mensaje reenviado)\s*:\s*$/iu;

/** Returns the number of lines of a separator: dashes with the words "Original Message", or a plain rule above a header block. Returns 0 when there is none. */
export function isDelimiter(lines: string[], i: number): number {
  const line = lines[i]!;
  if (line.length > 200) return 0;
  if (ORIGINAL.test(line) || FORWARDED.test(line)) return 1;
  if (!/^\s*[-_=*]{4,}\s*$/.test(line)) return 0;
  for (let next = i + 1; next <= i + 3 && next < lines.length; next += 1) {
    if (lines[next]!.trim() === '') continue;
    return isHeaderBlock(lines, next) > 0 ? next - i : 0;
  }
  return 0;
}

const FROM = 'from|de|von|da|van|fra|från|lähettäjä|od|от|feladó|kimden|expéditeur|exp|remitente|remetente|mittente';
const OTHER =
  'sent|date|to|cc|subject|reply-to|envoy[ée](?: le)?|date|à|a|pour|objet|sujet|copie à|copie|répondre à|gesendet|datum|an|betreff|antwort an|enviado(?: el| em)?|fecha|data|para|asunto|assunto|inviato|oggetto|verzonden|aan|onderwerp|sendt|dato|til|emne|skickat|till|ämne|lähetetty|päivämäärä|vastaanottaja|aihe|wysłano|do|temat|data|отправлено|дата|кому|тема|küldve|címzett|tárgy|kime|konu|gönderildi';
const FROM_LINE = new RegExp(`^[\\s*_]*(?:${FROM})\\s*\\*?\\s*:\\*?\\s*\\S`, 'iu');
const OTHER_LINE = new RegExp(`^[\\s*_]*(?:${OTHER})\\s*\\*?\\s*:`, 'iu');
const DATED_LINE = /^\s*(?:message du|message of|nachricht vom)\s*:\s*\S/iu;

/** The role of a line in a header block. It is cached, because it is asked for from several lines above. */
interface Field {
  name: string;
  from: boolean;
  addressed: boolean;
}
const remembered = new WeakMap<string[], (Field | null | undefined)[]>();

function fieldAt(lines: string[], i: number): Field | null {
  let fields = remembered.get(lines);
  if (!fields) remembered.set(lines, (fields = []));
  const known = fields[i];
  if (known !== undefined) return known;
  const line = lines[i]!.slice(0, MAX_LINE);
  const colon = line.indexOf(':');
  const from = colon > 0 && colon < 40 && FROM_LINE.test(line);
  const named = from || (colon > 0 && colon < 40 && (OTHER_LINE.test(line) || DATED_LINE.test(line)));
  const field = named
    ? {
        name: line
          .slice(0, colon)
          .replace(/[\s*_]/g, '')
          .toLowerCase(),
        from,
        addressed: ADDRESS.test(line) || DATE.test(line),
      }
    : null;
  return (fields[i] = field);
}

/** Returns the number of lines of a header block (From, Sent, To, Subject) as Outlook writes it above a quote, in one of the languages; 0 when there is none. */
export function isHeaderBlock(lines: string[], i: number): number {
  if (!fieldAt(lines, i)) return 0;
  const names = new Set<string>();
  let from = false;
  let addressed = false;
  let end = i;
  for (let next = i; next < lines.length && next < i + 10; next += 1) {
    const field = fieldAt(lines, next);
    if (field) {
      names.add(field.name);
      from ||= field.from;
      addressed ||= field.addressed;
      end = next + 1;
      continue;
    }
    const line = lines[next]!;
    // A long address or list of recipients continues on the next line.
    if (line.trim() === '' || (!/^[\s<;,]/.test(line) && !ADDRESS.test(line.slice(0, MAX_LINE)))) break;
    end = next + 1;
  }
  return from && addressed && names.size >= 2 ? end - i : 0;
}

/** The line "Sent from my iPhone" and its like. A sentence that begins with these words ends with a full stop. */
export const device =
  /^(?:(?:sent|written) (?:from|via|with|using) (?:my |a |the )?|envoy[ée] (?:de(?:puis)?|à partir de|avec|via) (?:mon |ma |l['’]application |un )?|gesendet (?:von|mit|über) (?:meine[mr]? |der |dem )?|von meine[mr] .{2,30} gesendet|enviado (?:desde|a partir de|do|de) (?:mi |meu )?|inviato da(?:l)?(?: mio)? |verzonden (?:vanaf|via|vanuit|met|door) (?:mijn )?|verstuurd vanaf mijn |sendt fra (?:min )?|skickat från (?:min )?|lähetetty |wysłane z (?:mojego )?|отправлено (?:с|из) |get outlook for |obtenir outlook pour |outlook für (?:ios|android) (?:herunterladen|beziehen)|télécharger outlook pour )(?:[^\s.,;:!?<>[\]]+ ?){0,7}(?:<[^<>]{0,500}>|\[[^[\]]{0,500}\])?$/iu;

/** A closing formula that is alone on its line. */
export const closing =
  /^(?:(?:(?:best|kind|warm|many) )?regards|with (?:best|kind) regards|best wishes|yours (?:sincerely|faithfully|truly)|cheers|(?:bien )?cordialement|(?:bien )?amicalement|bien à vous|(?:(?:mes|nos) )?(?:sincères |meilleures |respectueuses |cordiales )?salutations(?: distinguées| respectueuses| cordiales| les meilleures)?|(?:mit )?freundliche[nr]? gr(?:ü|ue)(?:ß|ss)en?|mfg|(?:viele|beste|liebe) gr(?:ü|ue)(?:ß|ss)e|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|atenciosamente|cumprimentos|met vriendelijke groet(?:en)?|mvh|med venlig hilsen|vennlig hilsen|med vänlig hälsning|ystävällisin terveisin|pozdrawiam|z poważaniem|с уважением)(?:\s*[\p{Extended_Pictographic}]+)?\s*[,.!]*$/iu;

/**
 * Returns whether a line is the rest of a quoted line that a server has broken in two: it continues a sentence, follows a long
 * quoted line, and an empty quoted line follows it. A reply in such a place would have a blank line or a capital letter.
 */
export function isBrokenQuote(lines: string[], i: number): boolean {
  const before = lines[i - 1] ?? '';
  return (
    isQuoteLine(before) &&
    before.length >= 60 &&
    !before.endsWith('?') &&
    /^\s*>[>\s]*$/.test(lines[i + 1] ?? '') &&
    /^\p{Ll}\S*\s+\S/u.test(lines[i]!)
  );
}
