import { searchedWords } from '@guichet/cases';
import type { Attachment, Database } from '@guichet/database';
import { idAt } from '@guichet/platform';
import type { FileTexts } from '../disclosure/file-texts.js';

const READER = { kind: 'system', name: 'Reader of files' } as const;
/** So many files are noted by one statement, and so many statements note by one run: those of years are noted in some minutes. */
const NOTED = 5000;
const NOTING = 20;
/** For so long one run reads, so that other jobs have their turn; the next one comes a minute later. */
const RUN_MS = 20_000;
/** A file at which reading has ended so often, or the process with it, is not tried again. */
const ATTEMPTS = 2;
/** The ids of files are in the order of time, but not exactly: so long before the newest one there may be others, in milliseconds. */
const LATE_MS = 600_000;
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** When an id (UUIDv7) was made, in milliseconds. */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

interface ReadContext {
  database: Database;
  fileTexts: Pick<FileTexts, 'readOnce'>;
}

type Claimed = Pick<Attachment, 'id' | 'digest' | 'size' | 'state'> & { attempts: number };

/**
 * Reads the texts of the files of messages, the newest first, beside all else: intake does not wait for it. Files that are not
 * ours to read yet, as they are uploaded, fetched or scanned, wait; those that nobody may open have no text.
 */
export async function readFileTexts({ database, fileTexts }: ReadContext): Promise<void> {
  await noteFiles(database);
  const end = performance.now() + RUN_MS;
  while (performance.now() < end) {
    const file = await claimFile(database);
    if (!file) return;
    const text = await textOf(fileTexts, file);
    if (text === null && file.attempts < ATTEMPTS) await release(database, file.id);
    else await storeText(database, file.id, text);
  }
}

async function textOf(
  fileTexts: ReadContext['fileTexts'],
  { attempts, state, ...file }: Claimed,
): Promise<string | null> {
  if (attempts > ATTEMPTS) return null;
  // Postgres takes no zero in a text.
  return state === 'ready' ? ((await fileTexts.readOnce(file))?.replaceAll('\0', ' ') ?? null) : '';
}

/** Notes the files that came since the last run; what is no document has no text. Indexes: the primary keys. */
async function noteFiles(database: Database): Promise<void> {
  for (let n = 0; n < NOTING; n += 1) {
    const [last] = await database.query<{ id: string }>(
      `select attachment_id as id from attachment_text order by attachment_id desc limit 1`,
    );
    const noted = await database.write(READER, (tx) =>
      tx.query(
        `insert into attachment_text (attachment_id, state)
         select a.id, case when a.state = 'ready' and a.type ~ '^(image|audio|video)/' then 'read' else 'waiting' end from attachment a
         where a.id > $1 and not a.of_template and not exists (select from attachment_text t where t.attachment_id = a.id)
         order by a.id limit ${NOTED} on conflict do nothing returning attachment_id`,
        [last ? idAt(new Date(timeOf(last.id) - LATE_MS)) : NOTHING],
      ),
    );
    if (noted.length < NOTED) return;
  }
}

/** Takes the newest file that can be read, or whose reader is long gone. Index `attachment_text_unread`. */
const claimFile = async (database: Database): Promise<Claimed | undefined> => {
  const [file] = await database.write(READER, (tx) =>
    tx.query<Claimed>(
      `update attachment_text t set state = 'reading', attempts = t.attempts + 1, claimed_at = $1::timestamptz
       from (select a.id, a.digest, a.size, a.state from attachment_text w join attachment a on a.id = w.attachment_id
         where (w.state = 'waiting' or (w.state = 'reading' and w.claimed_at < $1::timestamptz - interval '10 minutes'))
           and ((a.state = 'ready' and a.digest is not null and a.entry_id is not null) or a.state in ('lost', 'locked'))
         order by w.attachment_id desc limit 1 for update of w skip locked) f
       where t.attachment_id = f.id returning f.id, f.digest, f.size, f.state, t.attempts`,
      [tx.now],
    ),
  );
  return file;
};

const release = (database: Database, id: string) =>
  database.write(READER, (tx) =>
    tx.query(`update attachment_text set state = 'waiting' where attachment_id = $1`, [id]),
  );

/** `text` null: it could not be read, and never will. Of a note that was removed meanwhile nothing is stored. */
const storeText = (database: Database, id: string, text: string | null) =>
  database.write(READER, (tx) =>
    tx.query(
      `update attachment_text set state = $2, text = $3, search = case when $3 <> '' then to_tsvector('guichet', $4) end
       where attachment_id = $1 and state = 'reading'`,
      [id, text === null ? 'failed' : 'read', text ?? '', searchedWords(text ?? '')],
    ),
  );
