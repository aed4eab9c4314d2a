import { NAME_OF_AUTHOR, Scope } from '@guichet/access';
import type { StoredMessage } from '@guichet/cases';
import type { Reader } from '@guichet/database';
import { loadContextFor } from '../rendering/template-case-context.js';
import type { Letter } from './letter-content.js';
import { letterOfWords } from './letters-from-templates-and-messages.js';

interface MessageRow {
  at: Date;
  data: StoredMessage;
  author: string;
  files: string[];
}

/** The letter of a message that is about to leave on paper, with today's date. */
export async function letterToSend(
  reader: Reader,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<Letter> {
  const [row] = await reader.query<MessageRow>(
    `select e.at, e.data, case when e.actor_kind = 'agent' then ${NAME_OF_AUTHOR} else '' end as author,
       array(select a.name from attachment a where a.entry_id = e.id and not a.inline order by a.id) as files
     from timeline_entry e where e.id = $1`,
    [entryId],
  );
  const { data, author: agentName, files } = row!;
  const { context } = await loadContextFor(reader, { visible: Scope.whole, name: agentName }, caseId);
  return letterOfWords(context, {
    text: data.segments.map(({ text }) => text).join(''),
    subject: data.subject,
    to: data.to,
    at: reader.now.toISOString(),
    language: data.provenance?.language,
    agentName,
    isSigned: data.segments.some(({ kind }) => kind === 'signature'),
    enclosures: files,
  });
}
