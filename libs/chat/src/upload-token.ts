import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import { signToken, openToken } from './signed-token.js';
import { keyOf, type ConversationOwner } from './identify-visitor.js';

const UPLOAD_MS = 24 * 3600_000;

const File = z.object({ digest: z.string(), size: z.number().int(), name: z.string(), type: z.string() });
export type UploadedFile = z.infer<typeof File>;
const Token = z.object({ owner: z.string(), until: z.number(), file: File });

/** A token for an upload, for the visitor who made it. No row is kept until a message takes the file. */
export const signFileToken = (
  { keyring, now }: { keyring: Keyring; now: Date },
  { channelAccountId, handles }: ConversationOwner,
  file: UploadedFile,
): string =>
  signToken(keyring, 'chat-file', {
    owner: `${channelAccountId} ${keyOf(handles[0]!)}`,
    until: now.getTime() + UPLOAD_MS,
    file,
  });

/** The file that a token names; null where the token is not ours, not this visitor's, or too old. */
export function openFileToken(
  { keyring, now }: { keyring: Keyring; now: Date },
  { channelAccountId, handles }: ConversationOwner,
  token: string,
): UploadedFile | null {
  const opened = openToken({ keyring, purpose: 'chat-file', schema: Token }, token);
  const isTheirs = handles.some((handle) => opened?.owner === `${channelAccountId} ${keyOf(handle)}`);
  return opened && isTheirs && now.getTime() < opened.until ? opened.file : null;
}
