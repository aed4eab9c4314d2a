/** The length up to which an invitation is read. */
const MAX_LENGTH = 64 * 1024;

/**
 * Returns what an invitation (RFC 5545) says, for a mail without any text: its title, when and where it takes place, and its
 * description. Words of our own are not needed, so that it reads the same in every language. Empty where it says nothing.
 */
export function calendarText(ics: string): string {
  const lines = ics
    .slice(0, MAX_LENGTH)
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const start = lines.findIndex((line) => /^BEGIN:V(?:EVENT|TODO|JOURNAL)\s*$/i.test(line));
  if (start < 0) return '';
  const fields = new Map<string, Field>();
  // An alarm inside an event has a description of its own.
  for (const line of lines.slice(start + 1)) {
    if (/^(?:BEGIN|END):/i.test(line)) break;
    const field = fieldOf(line);
    if (field && !fields.has(field.name)) fields.set(field.name, field);
  }
  const text = (name: string) => unescaped(fields.get(name)?.value ?? '');
  const head = [
    text('SUMMARY'),
    span(fields.get('DTSTART'), fields.get('DTEND') ?? fields.get('DUE')),
    text('LOCATION'),
  ];
  return [head.filter((line) => line !== '').join('\n'), text('DESCRIPTION')]
    .filter((piece) => piece !== '')
    .join('\n\n');
}

interface Field {
  name: string;
  zone: string;
  value: string;
}

function fieldOf(line: string): Field | null {
  // The colon before the value is the first one outside of quotes.
  const [head = ''] = /^(?:[^":]|"[^"]*")*/.exec(line) ?? [];
  if (line[head.length] !== ':') return null;
  const zone = /;TZID="?([^";]{1,100})/i.exec(head)?.[1] ?? '';
  return { name: head.split(';')[0]!.toUpperCase(), zone, value: line.slice(head.length + 1).trim() };
}

const unescaped = (value: string): string =>
  value.replace(/\\([nN,;\\])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char)).trim();

/** Returns `2026-11-05 14:00 – 15:00 (Europe/Paris)`, with the date of the end only where it is another day. */
function span(start: Field | undefined, end: Field | undefined): string {
  const from = moment(start);
  if (!from) return '';
  const to = moment(end);
  const until =
    !to || (to.time === '' && from.time === '') ? '' : to.date === from.date ? to.time : `${to.date} ${to.time}`;
  const zone = from.time === '' ? '' : start!.value.endsWith('Z') ? ' UTC' : start!.zone && ` (${start!.zone})`;
  return `${from.date} ${from.time}${until.trim() && ` – ${until}`}`.trim() + zone;
}

function moment(field: Field | undefined): { date: string; time: string } | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?/.exec(field?.value ?? '');
  if (!match) return null;
  const [, year, month, day, hour, minute] = match;
  return { date: `${year}-${month}-${day}`, time: hour ? `${hour}:${minute}` : '' };
}
