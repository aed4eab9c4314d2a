import type { Keyring } from '@guichet/platform';
import type { z } from 'zod';

/** A value that its holder can show but not make: JSON and our signature, for one purpose. Not secret. */
export function seal(keyring: Keyring, purpose: string, value: object): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${keyring.sign(purpose, payload)}`;
}

/** Null: not ours, altered, or for another purpose. */
export function unseal<Value>(
  keyring: Keyring,
  purpose: string,
  schema: z.ZodType<Value>,
  sealed: string,
): Value | null {
  const [payload = '', signature = '', ...rest] = sealed.split('.');
  if (rest.length > 0 || !keyring.verify(purpose, payload, signature)) return null;
  const parsed = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}
