import type { Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import { plainAddress } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';

const ATTEMPTS = { maxAttempts: 5 };

/** From where something was done with an account. `language`: of the browser, for an agent who has chosen none. */
function placeOf({ headers, ip }: FastifyRequest) {
  const userAgent = headers['user-agent']?.slice(0, 300) ?? null;
  const language = /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'fr';
  return { userAgent, address: plainAddress(ip), language } as const;
}

/** In the product, and by mail, as whoever has the password may sit in front of the product. */
export async function notifyOfNewDevice(tx: Tx, agentId: string, request: FastifyRequest): Promise<void> {
  const { language, ...place } = placeOf(request);
  await notify(tx, [{ agentId, caseId: null, about: { type: 'new-device', ...place } }]);
  await tx.job('mail-new-device', { agentId, ...place, language, at: tx.now.toISOString() }, ATTEMPTS);
}

interface NamedPasskey {
  agentId: string;
  name: string;
}

/** Tells an agent of a passkey that was added to their account, as of a new device: it opens the account from now on. */
export const notifyOfNewPasskey = (tx: Tx, passkey: NamedPasskey, request: FastifyRequest): Promise<void> =>
  notifyOfPasskey(tx, { ...passkey, type: 'passkey-added' }, request);

/** Tells an agent of a passkey that was removed from their account, which it may have kept others out of. */
export const notifyOfRemovedPasskey = (tx: Tx, passkey: NamedPasskey, request: FastifyRequest): Promise<void> =>
  notifyOfPasskey(tx, { ...passkey, type: 'passkey-removed' }, request);

async function notifyOfPasskey(
  tx: Tx,
  { agentId, name, type }: NamedPasskey & { type: 'passkey-added' | 'passkey-removed' },
  request: FastifyRequest,
): Promise<void> {
  const { language, ...place } = placeOf(request);
  await notify(tx, [{ agentId, caseId: null, about: { type, name, ...place } }]);
  const isRemoved = type === 'passkey-removed';
  const news = { agentId, passkey: name, isRemoved, ...place, language, at: tx.now.toISOString() };
  await tx.job('mail-new-device', news, ATTEMPTS);
}
