import { createHash } from 'node:crypto';
import type { ChatPayload } from '@guichet/channels';
import type { ChatAnswer, ChatFrame, chatFrames, ChatProfile, ChatUpload, Language } from '@guichet/contracts';
import { Attachment, type Database } from '@guichet/database';
import type { Intake } from '@guichet/messages';
import { fileName, sniffType, storableText, type BlobStore, type Keyring, newId } from '@guichet/platform';
import type { z } from 'zod';
import { newlySeen } from './conversation.queries.js';
import { saveVisitor } from './visitor-profile-and-connection.queries.js';
import { openFileToken, signFileToken } from './upload-token.js';
import { chatAvailability, isIntroduced, type ChatAccount } from './chat-availability-and-info.js';
import type { ConversationOwner, Visitor } from './identify-visitor.js';

const CHAT = { kind: 'system', name: 'Chat' } as const;

/** How long a visitor counts as connected without a further sign of the process that has their socket. */
export const CONNECTED_MS = 90_000;

type Sent<Frame extends ChatFrame> = z.infer<(typeof chatFrames)[Frame]>;

/** What a conversation needs. */
export interface ConversationContext {
  database: Database;
  intake: Intake;
  keyring: Keyring;
  now: Date;
}

/** A visitor who writes. */
export interface Speaker {
  account: ChatAccount;
  visitor: Visitor;
  /** What is known of the visitor; null: nothing is stored yet. */
  profile: ChatProfile | null;
  language: Language;
}

/**
 * Accepts a message of a visitor. It is durable when this returns, and becomes an entry like every other message.
 *
 * @returns why it was not accepted, or what is known of the visitor now
 */
export async function postVisitorMessage(
  context: ConversationContext,
  speaker: Speaker,
  { clientId, text, files, profile }: Sent<'say'>,
): Promise<(ChatAnswer & { error: string }) | { profile: ChatProfile | null }> {
  const { database, keyring, now } = context;
  const { account, visitor, profile: known, language } = speaker;
  const introduced = { ...visitor.claims, ...known, ...profile };
  if (!isIntroduced(account, introduced, await chatAvailability(database, account, now)))
    return { error: 'profile-needed' };
  const opened = files.map((token) => openFileToken({ keyring, now }, visitor, token));
  if (opened.includes(null)) return { error: 'file-unknown' };
  if (text.trim() === '' && opened.length === 0) return { error: 'invalid-request' };

  const { name, email } = introduced;
  const isNews = (name ?? email) !== undefined && (name !== known?.name || email !== known?.email);
  await accept(
    context,
    { channelAccountId: account.id, externalId: `say:${clientId}` },
    {
      type: 'say',
      channelAccountId: account.id,
      clientId,
      from: { ...visitor.from, ...(name && { name: storableText(name) }) },
      text: storableText(text),
      files: opened.filter((file) => file !== null),
      profile: isNews ? { ...introduced, ...(name && { name: storableText(name) }) } : null,
    },
  );
  if (known && !isNews && introduced.consent === known.consent) return { profile: known };
  const connectedUntil = new Date(now.getTime() + CONNECTED_MS);
  await database.write(CHAT, (tx) => saveVisitor(tx, visitor, { profile: introduced, language, connectedUntil }));
  return { profile: introduced };
}

/** Accepts that a visitor has received or read messages; those of which that is known already are left out. */
export async function markSeen(
  context: ConversationContext,
  visitor: Visitor,
  { ids, how }: Sent<'seen'>,
): Promise<void> {
  const news = await newlySeen(context.database, visitor, { ids, how });
  if (news.length === 0) return;
  const digest = createHash('sha256').update(news.join('\n')).digest('hex');
  await accept(
    context,
    { channelAccountId: visitor.channelAccountId, externalId: `seen:${how}:${digest}` },
    {
      type: 'seen',
      how,
      ids: news,
      at: context.now.toISOString(),
    },
  );
}

async function accept(
  { intake, now: receivedAt }: ConversationContext,
  { channelAccountId, externalId }: { channelAccountId: string; externalId: string },
  payload: ChatPayload,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(payload));
  await intake.accept(channelAccountId, { externalId, body, headers: {}, receivedAt });
}

/** A file as a visitor uploads it. */
export interface VisitorFile {
  name: string;
  declaredType: string;
  content: Uint8Array;
}

/** Stores an upload of a visitor. It belongs to no message until the visitor sends its token with one. */
export async function storeVisitorFile(
  { database, blobs, keyring, now }: { database: Database; blobs: BlobStore; keyring: Keyring; now: Date },
  visitor: ConversationOwner,
  file: VisitorFile,
): Promise<ChatUpload> {
  const [{ digest, size }, type] = await Promise.all([
    blobs.put(file.content),
    sniffType(file.content, file.declaredType),
  ]);
  const name = fileName(storableText(file.name));
  const row = { id: newId(), digest, size, name, type, entryId: null, caseId: null, uploadedBy: null };
  // A message makes a row of its own. By this one the content is deleted when no message takes it.
  await database.write(CHAT, (tx) => tx.repo(Attachment).insert({ ...row, createdAt: tx.now }));
  return { token: signFileToken({ keyring, now }, visitor, { digest, size, name, type }), name, type, size };
}
