import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import { seal, unseal } from './sealed.js';
import { keyOf, type Whose } from './visitors.js';

const UPLOAD_MS = 24 * 3600_000;

const File = z.object({ digest: z.string(), size: z.number().int(), name: z.string(), type: z.string() });
export type UploadedFile = z.infer<typeof File>;
const Token = z.object({ owner: z.string(), until: z.number(), file: File });

/** An upload in the hands of the one who made it: no row is kept until a message takes it. */
export const fileToken = (keyring: Keyring, { channelId, handles }: Whose, file: UploadedFile, now: Date): string =>
  seal(keyring, 'chat-file', { owner: `${channelId} ${keyOf(handles[0]!)}`, until: now.getTime() + UPLOAD_MS, file });

/** Null: nobody's, somebody else's, or too old. */
export function openFile(
  keyring: Keyring,
  { channelId, handles }: Whose,
  token: string,
  now: Date,
): UploadedFile | null {
  const opened = unseal(keyring, 'chat-file', Token, token);
  const isTheirs = handles.some((handle) => opened?.owner === `${channelId} ${keyOf(handle)}`);
  return opened && isTheirs && now.getTime() < opened.until ? opened.file : null;
}
