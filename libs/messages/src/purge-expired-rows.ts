import type { Author, Database, Tx } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import { deleteUnusedUploads, removeOrphanedContent } from './send/uploads-and-attachments.js';

/**
 * Deletes expired rows: reports about messages that never came and replies' references to such messages, the results of actions on many
 * cases and of macros, the words of shared drafts that have left as replies, reply pages that can no longer be opened, and uploads that
 * were never used.
 */
export async function purgeMessages(database: Database, blobs: BlobStore, author: Author): Promise<void> {
  const unused = await database.write(author, async (tx) => {
    await deleteRows(tx);
    return deleteUnusedUploads(tx);
  });
  await removeOrphanedContent(database, blobs, unused);
}

async function deleteRows(tx: Tx): Promise<void> {
  await tx.query(`delete from early_report where received_at < $1::timestamptz - interval '7 days'`, [tx.now]);
  // The history of a large mailbox may take longer, and what is waited for may be in it.
  await tx.query(
    `delete from awaited_message where since < $1::timestamptz - case when exists (
         select 1 from channel_cursor where cursor -> 'history' ->> 'isDone' = 'false')
       then interval '60 days' else interval '7 days' end`,
    [tx.now],
  );
  // By then no exchange goes on, and what is that old is not acknowledged any more.
  await tx.query(`delete from automatic_message where at < $1::timestamptz - interval '30 days'`, [tx.now]);
  await tx.query(`delete from bulk_action where moved_at < $1::timestamptz - interval '7 days'`, [tx.now]);
  await tx.query(`delete from macro_run where at < $1::timestamptz - interval '1 day'`, [tx.now]);
  // As long as a reply can be cancelled, its draft can be shared again.
  await tx.query(
    `delete from shared_draft s where s.sent_entry_id is not null and s.updated_at < $1::timestamptz - interval '1 day'
       and not exists (select 1 from delivery d where d.entry_id = s.sent_entry_id and d.state in ('scheduled', 'queued', 'blocked', 'to-print'))`,
    [tx.now],
  );
  // The link to a page is good for a month after the reply has left.
  await tx.query(
    `delete from reply_page p where at < $1::timestamptz - interval '60 days'
       and not exists (select 1 from delivery d where d.entry_id = p.entry_id and d.changed_at > $1::timestamptz - interval '60 days')`,
    [tx.now],
  );
}
