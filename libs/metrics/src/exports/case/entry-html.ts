import type { Entry, Handle, Language, MessageEntry } from '@guichet/contracts';
import { words } from '../export-texts.js';
import { activityDetails } from './activity-details.js';
import type { ArchivedFile, MissingFile } from './archive-manifest.js';
import { archiveTexts } from './archive-texts.js';
import { escaped, facts } from './html.js';

export interface EntryFormats {
  language: Language;
  /** A time with its day, in the time zone of the organisation. */
  moment: (at: string) => string;
  size: (bytes: number) => string;
}

interface EntryContext {
  formats: EntryFormats;
  files: readonly ArchivedFile[];
  missing: readonly MissingFile[];
}

/** Formatters are made once for a whole page: making one costs a thousand times more than using it. */
export function entryFormats(language: Language, timeZone: string): EntryFormats {
  const locale = language === 'en' ? 'en-GB' : language;
  const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const kilobytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return {
    language,
    moment: (at) => clock.format(new Date(at)),
    size: (bytes) => kilobytes.format(bytes / 1000),
  };
}

/** One entry of the timeline as an item of the list. */
export function entryHtml(entry: Entry, context: EntryContext): string {
  if (entry.kind === 'activity') return activityHtml(entry, context.formats);
  const { language, moment } = context.formats;
  const { note, received, sent } = archiveTexts[language];
  const isNote = entry.kind === 'note';
  const title = isNote
    ? note
    : `${entry.direction === 'in' ? received : sent} · ${words[language].channel[entry.channel]}`;
  const body = isNote ? `<div class="text">${escaped(entry.text)}</div>` : messageHtml(entry, context);
  const kind = isNote ? 'note' : entry.direction;
  return `<li class="${kind}" id="entry-${entry.position}">
<div class="heading"><span class="position">${entry.position}</span><strong>${escaped(title)}</strong>
<span class="who">${escaped(entry.actor.name)}</span><time datetime="${entry.at}">${escaped(moment(entry.at))}</time></div>
${body}</li>
`;
}

function activityHtml(
  { position, actor, at, activity }: Extract<Entry, { kind: 'activity' }>,
  { language, moment }: EntryFormats,
): string {
  const details = activityDetails(activity, language).join(' · ');
  const label = archiveTexts[language].activity[activity.type];
  return `<li class="activity" id="entry-${position}">
<div class="heading"><span class="position">${position}</span><span>${escaped(label)}${details && ` : ${escaped(details)}`}</span>
<span class="who">${escaped(actor.name)}</span><time datetime="${at}">${escaped(moment(at))}</time></div></li>
`;
}

function messageHtml(entry: MessageEntry, context: EntryContext): string {
  const { label, noText, delivery } = archiveTexts[context.formats.language];
  const head = facts([
    [label.from, entry.from && addressOf(entry.from)],
    [label.to, entry.to.map(addressOf).join(', ')],
    [label.cc, entry.cc.map(addressOf).join(', ')],
    [label.subject, entry.subject],
    [label.delivery, entry.delivery && delivery[entry.delivery.status]],
  ]);
  const text = entry.text.trim() === '' ? `<p class="empty">${escaped(noText)}</p>` : textHtml(entry, context.formats);
  return `${head}\n${text}\n${filesHtml(context)}`;
}

const addressOf = ({ name, value }: Handle): string => (name ? `${name} <${value}>` : value);

function textHtml({ segments }: MessageEntry, { language }: EntryFormats): string {
  const shown = segments.map(({ kind, text }) =>
    kind === 'visible'
      ? `<div class="text">${escaped(text.trim())}</div>`
      : `<div class="text ${kind}">${kind === 'quoted' ? `<b>${escaped(archiveTexts[language].quoted)}</b>\n` : ''}${escaped(text.trim())}</div>`,
  );
  return shown.join('\n');
}

function filesHtml({ files, missing, formats: { language, size } }: EntryContext): string {
  if (files.length + missing.length === 0) return '';
  const { label, original, missing: reasons, altered } = archiveTexts[language];
  const items = files.map(({ path, name, size: bytes, sha256, storedSha256 }) => {
    const link = `<a href="${escaped(path.split('/').map(encodeURIComponent).join('/'))}">${escaped(name ?? original)}</a>`;
    const warning = storedSha256 ? `<br><strong>${escaped(altered)}</strong>` : '';
    return `<li>${link} <span class="size">${escaped(`${path} · ${size(bytes)}`)}</span><br><code>SHA-256 ${sha256}</code>${warning}</li>`;
  });
  const gone = missing.map(
    ({ name, reason }) => `<li class="missing">${escaped(`${name ?? original} – ${reasons[reason]}`)}</li>`,
  );
  return `<div class="files"><b>${escaped(label.files)}</b><ul>\n${[...items, ...gone].join('\n')}\n</ul></div>`;
}
