import { NAME_OF_AUTHOR, organisationOf, type Principal } from '@guichet/access';
import { entryOf, visibleText, type StoredMessage } from '@guichet/cases';
import { dateFormat, dateLocales, type DateFormat, type StartSideConversation } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** As much of a correspondence as a mail reasonably quotes. */
const MOST_MESSAGES = 100;

interface QuotedRow {
  at: Date;
  /** How citizens know whoever wrote it: an agent who is not named to them is not named to others, either. */
  author: string;
  data: StoredMessage;
}

/** What nobody chose to write in the correspondence, or who is no part of it. Whoever wants one of them quoted chooses it. */
const LEFT_OUT = "array['automatic', 'acknowledgement', 'survey', 'survey-response', 'continued', 'third-party']";

/** Links to pages of a citizen, which show them to whoever has the link: a reply, a file, a survey. Their tokens are not for others. */
const PAGE_LINK = /(\/portal\/(?:replies|files|surveys)\/)[\w.~%-]*[\w~%-]/gi;

const QUOTED = `select e.at, ${NAME_OF_AUTHOR} as author, e.data from timeline_entry e`;

/**
 * What a forwarded message or a whole correspondence says, as text below that of the agent: who wrote when, and their words without
 * what their program has quoted and with no link that opens a page of theirs. Notes, and what has not left, are no part of it; of a
 * whole correspondence, what was sent by itself and what third parties wrote is none, either.
 *
 * @throws Failure `not-found` for a message that the agent may not see, or that was canceled, or an entry that is none
 */
export async function quotedText(
  { reader, who }: { reader: Reader; who: Principal },
  { caseId, quote }: { caseId: string; quote: StartSideConversation['quote'] },
): Promise<string> {
  if (quote.what === 'nothing') return '';
  const { timeZone } = await organisationOf(reader);
  const timeOf = dateFormat(dateLocales[who.language ?? 'fr'], { dateStyle: 'long', timeStyle: 'short', timeZone });
  if (quote.what === 'message') {
    const entry = await entryOf(reader, who, { caseId, entryId: quote.entryId });
    if (entry.kind !== 'message') throw new Failure('not-found');
    const rows = await reader.query<QuotedRow>(
      `${QUOTED} left join delivery d on d.entry_id = e.id where e.id = $1 and d.state is distinct from 'canceled'`,
      [quote.entryId],
    );
    if (rows.length === 0) throw new Failure('not-found');
    return rows.map((row) => quoted(row, timeOf)).join('');
  }
  const rows = await reader.query<QuotedRow>(
    `${QUOTED} left join delivery d on d.entry_id = e.id
     where e.case_id = $1 and e.kind = 'message' and coalesce(d.state, 'sent') not in ('scheduled', 'canceled', 'blocked', 'failed')
       and not coalesce(e.data -> 'flags' ?| ${LEFT_OUT}, false)
     order by e.position desc limit ${MOST_MESSAGES}`,
    [caseId],
  );
  return rows
    .reverse()
    .map((row) => quoted(row, timeOf))
    .join('\n\n');
}

/** Each line is marked, as mail programs mark what is quoted. */
function quoted({ at, author, data }: QuotedRow, timeOf: DateFormat): string {
  const { from, subject, segments } = data;
  const lines = visibleText(segments).trimEnd().split('\n');
  return [`${from?.name || from?.value || author}, ${timeOf.format(at)}`, ...(subject ? [subject] : []), '', ...lines]
    .map((line) => `> ${line.replace(PAGE_LINK, '$1…')}`.trimEnd())
    .join('\n');
}
