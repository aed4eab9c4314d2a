import type { Principal } from '@guichet/access';
import { isHeaderFile, type PostMessage, type ProviderTemplate } from '@guichet/contracts';
import type { Attachment, Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import type { PreparedReply } from '@guichet/templates';
import type { Account } from '../accounts/channel-accounts.js';
import { divideFiles } from './outgoing-files.js';

/** The ids of a reply's files. An agent who leaves text and files to the template sends all of its files. */
export function chosenFileIds(
  { text, attachmentIds }: Pick<PostMessage, 'text' | 'attachmentIds'>,
  made: Pick<PreparedReply, 'files'> | null,
): string[] {
  const all = made && text.trim() === '' && attachmentIds.length === 0;
  return all ? made.files.map(({ id }) => id) : attachmentIds;
}

/**
 * Refuses files that an approved message cannot carry: it has room for one, of its kind, and none for links.
 *
 * @throws Failure `invalid-request`
 */
export async function assertHeaderFile(
  { reader, who, account }: { reader: Reader; who: Principal; account: Account },
  kind: NonNullable<ProviderTemplate['headerFile']>,
  { message, prepared }: { message: PostMessage; prepared: Pick<PreparedReply, 'files'> | null },
): Promise<void> {
  const ids = chosenFileIds(message, prepared);
  if (ids.length === 0) throw wrongField('attachmentIds', 'header-file-needed');
  if (ids.length > 1) throw wrongField('attachmentIds', 'header-file-single');
  const [file] = await reader.query<Pick<Attachment, 'id' | 'name' | 'type' | 'size'>>(
    `select id, name, type, size from attachment where id = any($1::uuid[]) and (uploaded_by = $2 or of_template)`,
    [ids, who.id],
  );
  // Whoever writes the reply refuses one that is not there.
  if (!file) return;
  const isLinked = message.asLinkIds?.includes(file.id) ?? false;
  const fits = divideFiles(account.channel.capabilities, [file]).sent.length > 0;
  if (isLinked || !fits || !isHeaderFile(kind, file.type))
    throw wrongField('attachmentIds', 'header-file-unfit', { name: file.name });
}
