import type { CaseDetail, Entry, Language } from '@guichet/contracts';
import { fieldLabelsAndValues } from './field-labels-and-values.js';
import { checklistDetails } from './checklist-details.js';
import { words } from '../export-texts.js';
import type { ArchiveManifest } from './archive-manifest.js';
import { archiveTexts } from './archive-texts.js';
import { entryFormats, entryHtml } from './entry-html.js';
import { escaped, facts } from './html-escape-and-fact-list.js';
import { TIMELINE_STYLES } from './timeline-styles.js';

export interface TimelinePage {
  item: CaseDetail;
  manifest: ArchiveManifest;
  language: Language;
  /** The time zone in which times are written. */
  zone: string;
  organisation: string;
  /** Who exports, and when. */
  by: string;
  at: Date;
}

/**
 * `timeline.html`: the whole timeline for a reader without the console, entry by entry. It holds its styles, runs no script and loads
 * nothing, and says so in its own policy; links lead to files beside it.
 */
export async function* timelinePage(
  page: TimelinePage,
  entries: () => AsyncIterable<{ entry: Entry }>,
): AsyncGenerator<string> {
  const formats = entryFormats(page.language, page.zone);
  const filesOf = page.manifest.byEntry();
  yield headHtml(page, formats.moment);
  for await (const { entry } of entries()) yield entryHtml(entry, { formats, ...filesOf(entry.id) });
  yield `</ol>\n<footer>${escaped(archiveTexts[page.language].verify)}</footer>\n</main>\n</body>\n</html>\n`;
}

function headHtml({ item, language, organisation, by, at }: TimelinePage, moment: (at: string) => string): string {
  const { label, timeline, exportedBy } = archiveTexts[language];
  const title = escaped(`${item.reference} – ${item.subject}`);
  const rows = facts([
    [label.status, words[language].status[item.status]],
    [label.citizen, item.citizen?.name],
    [label.team, item.team.name],
    [label.assignee, item.assignee?.name],
    [label.caseType, item.caseType?.name],
    [label.opened, moment(item.openedAt)],
    [label.closed, item.closedAt && moment(item.closedAt)],
    ...fieldLabelsAndValues(item.fields, language),
    ...checklistDetails(item.steps, { language, moment }),
    [label.exported, exportedBy(moment(at.toISOString()), by)],
  ]);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${TIMELINE_STYLES}</style>
</head>
<body>
<main>
<header>
<p class="organisation">${escaped(organisation)}</p>
<p class="reference">${escaped(item.reference)}</p>
<h1>${escaped(item.subject)}</h1>
${rows}
</header>
<h2>${escaped(timeline)}</h2>
<ol>
`;
}
