import type { Keyring } from '@guichet/platform';
import type { z } from 'zod';

/** A token that its holder can show but not make: a value as JSON, and our signature for one purpose. It is not secret. */
export function signToken(keyring: Keyring, purpose: string, value: object): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${keyring.sign(purpose, payload)}`;
}

/** The value in a sealed token; null where it is not ours, was altered, or is for another purpose. */
export function openToken<Value>(
  { keyring, purpose, schema }: { keyring: Keyring; purpose: string; schema: z.ZodType<Value> },
  sealed: string,
): Value | null {
  const [payload = '', signature = '', ...rest] = sealed.split('.');
  if (rest.length > 0 || !keyring.verify(purpose, payload, signature)) return null;
  const parsed = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}
