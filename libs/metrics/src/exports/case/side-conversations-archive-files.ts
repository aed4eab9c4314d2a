import { SideConversation } from '@guichet/contracts';
import { sideConversations } from '@guichet/messages';
import type { ZipPart } from '../zip-writer.js';
import { attachmentOf, type MessageArchiving } from './archived-messages.js';
import { sideConversationsPage } from './side-conversations-page.js';
import type { TimelinePage } from './timeline-page.js';

/**
 * The side conversations of a case, as whoever exports may see them: their files, their messages for people and for programs. They are
 * files of their own, so that what goes to the citizen can go without them; nothing where there are none.
 */
export async function* sideConversationsArchiveFiles(
  archiving: MessageArchiving,
  page: TimelinePage,
): AsyncGenerator<ZipPart> {
  const { reader, who, manifest } = archiving;
  const items = (await sideConversations(reader, who, page.item.id)).map((one) => SideConversation.parse(one));
  if (items.length === 0) return;
  for (const { id, attachments } of items.flatMap(({ messages }) => messages))
    for (const file of attachments) yield* attachmentOf(archiving, { entryId: id, file });
  const whole = (path: string, content: ZipPart['content']) => manifest.part({ path, entryId: null }, content);
  yield whole('side-conversations.html', sideConversationsPage(page, items));
  yield whole('side-conversations.json', [`${JSON.stringify({ items }, null, 2)}\n`]);
}
