import { dateFormat, dateLocales, type Entry, type Language, type MessageEntry } from '@guichet/contracts';
import type { ArchivedFile, MissingFile } from './archive-manifest.js';
import { archiveTexts } from './archive-texts.js';
import { actorIn, messageFacts, titleOf } from './entry-title-and-head.js';
import { escaped, facts } from './html-escape-and-fact-list.js';

export interface EntryFormats {
  language: Language;
  /** A time with its day, in the time zone of the organisation. */
  moment: (at: string) => string;
  /** A day of which nobody knows the time. */
  day: (at: string) => string;
  size: (bytes: number) => string;
}

interface EntryContext {
  formats: EntryFormats;
  files: readonly ArchivedFile[];
  missing: readonly MissingFile[];
}

/** Formatters are made once for a whole page: making one costs a thousand times more than using it. */
export function entryFormats(language: Language, timeZone: string): EntryFormats {
  const locale = dateLocales[language];
  const clock = dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const calendar = dateFormat(locale, { dateStyle: 'long', timeZone });
  const kilobytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return {
    language,
    moment: (at) => clock.format(new Date(at)),
    day: (at) => calendar.format(new Date(at)),
    size: (bytes) => kilobytes.format(bytes / 1000),
  };
}

/** One entry of the timeline as an item of the list. */
export function entryHtml(entry: Entry, context: EntryContext): string {
  const title = titleOf(entry, context.formats.language);
  if (entry.kind === 'activity') return itemHtml(entry, context.formats, { kind: 'activity', title });
  if (entry.kind === 'note')
    return itemHtml(entry, context.formats, {
      kind: 'note',
      title,
      body: `${textHtml('text', entry.text)}${filesHtml(context)}`,
    });
  return itemHtml(entry, context.formats, { kind: entry.direction, title, body: messageHtml(entry, context) });
}

function itemHtml(
  entry: Entry,
  { language, moment }: EntryFormats,
  { kind, title, body = '' }: { kind: string; title: string; body?: string },
): string {
  const { position, at } = entry;
  const who = actorIn(entry, language);
  return `<li class="${kind}" id="entry-${position}">
<div class="heading"><span class="position">${position}</span><span><strong>${escaped(title)}</strong> <span class="who">${escaped(who)}</span></span>
<time datetime="${at}">${escaped(moment(at))}</time></div>
${body}</li>
`;
}

export const textHtml = (kind: string, text: string): string => `<div class="${kind}">${escaped(text.trim())}</div>`;

function messageHtml(entry: MessageEntry, context: EntryContext): string {
  const { noText } = archiveTexts[context.formats.language];
  const head = facts(messageFacts(entry, context.formats));
  const text =
    entry.text.trim() === '' ? `<p class="empty">${escaped(noText)}</p>` : segmentsHtml(entry, context.formats);
  return `${head}\n${text}\n${pageHtml(entry, context.formats)}${filesHtml(context)}`;
}

/** The secure page is kept for weeks only: whoever reads the archive later would have nothing but a dead link to it. */
function pageHtml({ provenance }: MessageEntry, { language }: EntryFormats): string {
  const page = provenance?.page;
  return page === undefined ? '' : `${textHtml('label', archiveTexts[language].page)}${textHtml('text', page)}\n`;
}

function segmentsHtml({ segments }: MessageEntry, { language }: EntryFormats): string {
  const { quoted } = archiveTexts[language];
  return segments
    .map(({ kind, text }) => `${kind === 'quoted' ? textHtml('label', quoted) : ''}${textHtml(`text ${kind}`, text)}`)
    .join('\n');
}

/** What a browser would run beside the timeline, from whoever sent it, is named and not linked. */
const MAY_RUN = /\.(?:x?html?|shtml?|mht(?:ml)?|svgz?|xml|xsl|hta|m?js)$/i;

export function filesHtml({ files, missing, formats: { language, size } }: EntryContext): string {
  if (files.length + missing.length === 0) return '';
  const { label, original, letter, missing: reasons, altered } = archiveTexts[language];
  const unnamed = (kind: string | undefined) => (kind === 'letter' ? letter : original);
  const items = files.map(({ path, name, kind, size: bytes, sha256, storedSha256 }) => {
    const said = escaped(name ?? unnamed(kind));
    const link = MAY_RUN.test(path)
      ? `<b>${said}</b>`
      : `<a href="${escaped(path.split('/').map(encodeURIComponent).join('/'))}">${said}</a>`;
    const warning = storedSha256 ? `<br><strong>${escaped(altered)}</strong>` : '';
    return `<li>${link} <span class="size">${escaped(`${path} · ${size(bytes)}`)}</span><br><code>SHA-256 ${sha256}</code>${warning}</li>`;
  });
  const gone = missing.map(
    ({ kind, name, reason }) => `<li class="missing">${escaped(`${name ?? unnamed(kind)} – ${reasons[reason]}`)}</li>`,
  );
  return `<div class="files"><b>${escaped(label.files)}</b><ul>\n${[...items, ...gone].join('\n')}\n</ul></div>`;
}
