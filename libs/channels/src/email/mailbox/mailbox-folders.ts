import type { ImapFlow } from 'imapflow';
import type { ImapConfig } from '../config.js';

/**
 * A folder that is read. `inbox`: mail of citizens. `junk`: the same, which the server takes for spam. `sent`: what colleagues
 * have written in another mail program.
 */
export interface MailboxFolder {
  path: string;
  role: 'inbox' | 'junk' | 'sent';
}

/** The folders of a mailbox that are read by these settings; the main one first. */
export async function foldersOf(client: ImapFlow, imap: ImapConfig): Promise<MailboxFolder[]> {
  const folders: MailboxFolder[] = [imap.mailbox, ...imap.folders].map((path) => ({ path, role: 'inbox' }));
  if (imap.junk === 'watch' || imap.sent) {
    const listed = await client.list();
    const add = (use: string, role: MailboxFolder['role']) => {
      const found = listed.find(({ specialUse, flags }) => specialUse === use && !flags.has('\\Noselect'));
      if (found) folders.push({ path: found.path, role });
    };
    if (imap.junk === 'watch') add('\\Junk', 'junk');
    if (imap.sent) add('\\Sent', 'sent');
  }
  // A folder that is named twice is what its server says that it is.
  return [...new Map(folders.map((folder) => [folder.path, folder])).values()];
}
