/**
 * The ways in which mail programs introduce a quote in a dozen languages. Each pattern is applied to a few lines of limited
 * length, so that every text takes linear time.
 */
export const MAX_LINE = 600;

export const isQuoteLine = (line: string): boolean => /^\s{0,3}(?:>|&gt;\s?>)/.test(line);

/** The verb at the end of the line, such as "wrote:". */
const WROTE =
  /(?:wrote|writes|said|schrieb|schreef|schrijft|escribi[óo]|escreveu|ha scritto|a scris|skrev|kirjoitti|napisał(?:a|\(a\))?|napsala?|írta|написала?|пишет|écrit|yazdı|έγραψε)\s*(?:<[^<>]{1,200}>)?\s*[:：]?$/iu;
/** What people write of a service and of themselves, and no mail program of a sender: "Le 12/05/2026, votre service m'a écrit :". */
const PROSE =
  /[\d,)]\s+(?:l['’]|(?:les?|la|une?|votre|vos|notre|nos|mon|ma|mes|cet?|cette|the|your|our|my|you|he|she|they|we|I|ils?|elles?|on|vous|nous|ihre?|Ihre?|das|der|die|eine?|mein)\s)|(?:m['’](?:a|ont|avez)|nous (?:a|ont|avez)|vous (?:avez|ai|a)|j['’]ai|ont|avons)\s+écrit|\b(?:you|I|he|she|they|we)\s+(?:wrote|said)/u;
/** The verb between the name and the date: "Service urbanisme a écrit le 02/11/2026 09:15 :". */
const NAME_FIRST =
  /^(?!(?:les?|la|l['’]|une?|votre|vos|notre|nos|mon|ma|on|ils?|elles?|the|your|our|my|you|he|she|they|we|i)\b).{1,200}?\s(?:a écrit|wrote|schrieb|ha scritto|escribió|escreveu),? (?:le|on|am|il|el|em)\s.{4,80}[:：]$/iu;
/** The verb before a name without an address: "Am 02.11.2026 um 09:15 schrieb Bürgerservice:". */
const VERB_SECOND = /\b(?:schrieb|schreef|skrev)\s+\p{Lu}[^.!?]{0,100}[:：]$/u;
export const TIME = /\b\d{1,2}\s?[:.h]\s?\d{2}\b/;
/** The verb before the name ("schrieb Anna <a@b.de>:"). */
const VERB = /\b(?:schrieb|schreef|skrev|wrote|escribió|escreveu|írta|napisał|написал[аи]?)\b/iu;
export const ADDRESS = /<?[^\s<>"]{1,80}@[^\s<>"]{1,120}>?/;
export const DATE =
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
  if (first.length > MAX_LINE) return 0;
  if (/[:：]$/.test(first) && NAME_FIRST.test(first) && DATE.test(first) && TIME.test(first)) return 1;
  if (!OPENING.test(first)) return 0;
  let text = '';
  for (let count = 1; count <= 4 && i + count <= lines.length; count += 1) {
    const line = lines[i + count - 1]!.trim();
    // Gmail breaks the line before the bracket of a long address.
    if (line === '' || (isQuoteLine(line) && !/^>\s?:$/.test(line)) || text.length + line.length > MAX_LINE) return 0;
    text = text === '' ? line : `${text} ${line}`;
    if (/[:：\p{L})>]$/u.test(line) && attributes(text, isQuoteLine(nextWritten(lines, i + count)))) return count;
    // A second sentence has begun.
    if (/[.!?]$/.test(line) && !/\b\p{L}{1,6}\.$/u.test(line)) return 0;
  }
  return 0;
}

const nextWritten = (lines: string[], from: number): string =>
  lines.slice(from, from + 3).find((line) => line.trim() !== '') ?? '';

function attributes(text: string, isBeforeQuote: boolean): boolean {
  const colon = /[:：]$/.test(text);
  const wrote = WROTE.test(text.slice(-240));
  if (!colon && !wrote) return false;
  const decoded = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  const dated = DATE.test(decoded);
  const addressed = ADDRESS.test(decoded);
  // Zoho and some phones write no colon. Then both a date and an address are required.
  if (wrote && (addressed || !colon)) return addressed && (colon || dated);
  if (addressed) return dated && (VERB.test(decoded) || /(?:>|\)|")\s*[:：]$/.test(decoded));
  if (PROSE.test(decoded)) return false;
  const timed = dated && TIME.test(decoded);
  if (!wrote) return timed && VERB_SECOND.test(decoded);
  // Without a time of day, people write such a line, too, and what follows is theirs unless it is marked.
  return timed || (isBeforeQuote && (dated || /\b(?:19|20)\d{2}\b/.test(decoded)));
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
