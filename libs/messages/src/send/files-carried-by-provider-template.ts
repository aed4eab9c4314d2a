import type { Principal } from '@guichet/access';
import { approvedFilesFault, type PostMessage, type ProviderTemplate } from '@guichet/contracts';
import type { Attachment, Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import type { PreparedReply } from '@guichet/templates';
import type { Account } from '../accounts/channel-accounts.js';
import { divideFiles } from './attached-or-linked-files.js';

/** The ids of a reply's files. An agent who leaves text and files to the template sends all of its files. */
export function chosenFileIds(
  { text, attachmentIds }: Pick<PostMessage, 'text' | 'attachmentIds'>,
  made: Pick<PreparedReply, 'files'> | null,
): string[] {
  const all = made && text.trim() === '' && attachmentIds.length === 0;
  return all ? made.files.map(({ id }) => id) : attachmentIds;
}

/**
 * Refuses files that an approved message cannot carry: it has room for one of its kind or for none, and for no links.
 *
 * @throws Failure `invalid-request`
 */
export async function assertApprovedCarries(
  { reader, who, account }: { reader: Reader; who: Principal; account: Account },
  approved: Pick<ProviderTemplate, 'headerFile'>,
  { message, prepared }: { message: PostMessage; prepared: Pick<PreparedReply, 'files'> | null },
): Promise<void> {
  const ids = [...new Set(chosenFileIds(message, prepared))];
  const files = await reader.query<Pick<Attachment, 'id' | 'name' | 'type' | 'size'>>(
    `select id, name, type, size from attachment where id = any($1::uuid[]) and (uploaded_by = $2 or of_template)`,
    [ids, who.id],
  );
  // Whoever writes the reply refuses one that is not there.
  if (files.length < ids.length) return;
  const { sent } = divideFiles(account.channel.capabilities, files);
  const fault = approvedFilesFault(
    approved,
    files.map((file) => ({
      ...file,
      isLinked: !sent.includes(file) || (message.asLinkIds?.includes(file.id) ?? false),
    })),
  );
  if (fault) throw wrongField('attachmentIds', fault, { name: files[0]?.name ?? '' });
}
