import { allow } from '@guichet/access';
import { visibleText } from '@guichet/cases';
import type { InboundEvent, InboundMessage, RawRequest } from '@guichet/channels';
import type { QuarantinePreview } from '@guichet/contracts';
import { Failure, isConnectionFault, isStorageFull } from '@guichet/platform';
import { pointedOut, requestOf } from './parse-envelope.js';
import { Colleagues } from './sender-warnings.js';
import { isHarmful, quarantinedRow, type QuarantineContext, type QuarantinedRow } from './read-quarantined-envelope.js';

/** The most characters of a message that are shown. */
const MOST = 20_000;

const NOTHING: QuarantinePreview = { text: null, attachments: [], authentication: null };

/**
 * What is in an envelope that is still to be decided or was discarded, as plain text: nothing of it is stored, run or fetched, and
 * of its attachments only the names are told. What has stopped the parser before is not given to it again.
 *
 * @throws Failure `not-permitted`; `not-found`, also for what has become an entry
 */
export async function previewQuarantined(
  context: Pick<QuarantineContext, 'reader' | 'who' | 'blobs' | 'accounts' | 'logger'>,
  id: string,
): Promise<QuarantinePreview> {
  allow(context.who, 'quarantine.read');
  const row = await quarantinedRow(context.reader, id);
  if (!row || (row.state !== 'quarantined' && row.state !== 'discarded')) throw new Failure('not-found');
  const { authentication = null } = row;
  if (isHarmful(row.reason)) return { ...NOTHING, authentication };
  const messages = await messagesIn(context, row);
  if (messages.length === 0) return { ...NOTHING, authentication };
  const colleagues = new Colleagues(context.reader, context.accounts);
  return {
    text: messages.map(textOf).join('\n\n').slice(0, MOST),
    attachments: messages.flatMap(({ attachments }) => attachments.map(({ name, type }) => ({ name, type }))),
    authentication: authentication && (await pointedOut({ colleagues }, authentication, messages[0]!)),
  };
}

/** The messages of an envelope; what is only a report is read as the message that it is. None where it cannot be read. */
async function messagesIn(
  context: Pick<QuarantineContext, 'blobs' | 'accounts' | 'logger'>,
  row: QuarantinedRow,
): Promise<InboundMessage[]> {
  const read = async (parse: (request: RawRequest) => Promise<InboundEvent[]>) =>
    // The parser may keep the bytes for itself.
    (await parse(await requestOf(context, { ...row, raw: row.raw && Uint8Array.from(row.raw) }))).filter(
      (event) => event.type === 'message',
    );
  try {
    const account = await context.accounts.ownerOf(row.channelAccountId, await requestOf(context, row));
    if (!account) return [];
    const { channel } = account;
    const messages = await read((request) => channel.parse(request, account.config));
    if (messages.length > 0 || !channel.readReport) return messages;
    return await read((request) => channel.readReport!(request, account.config));
  } catch (error) {
    if (isConnectionFault(error) || isStorageFull(error)) throw error;
    context.logger.error('A message in quarantine could not be read.', { envelopeId: row.id, error });
    return [];
  }
}

/** As its sender has written it; where all of it looks like a quotation, that. */
const textOf = ({ segments, text }: InboundMessage): string => visibleText(segments).trim() || text.trim();
