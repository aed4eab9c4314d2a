import type { ChannelAccount } from '@guichet/contracts';
import type { Twilio } from '../providers/twilio.js';
import type { ApiClient } from './api-client.js';

/** The address of the mailbox, and the number of the town. */
export const DESK = 'contact@mairie.test';
export const TOWN = '+33757000001';
const ACCOUNT = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'a'.repeat(32) };

/** Gives a product a mailbox, whose replies nobody takes, and a number for text messages. */
export async function addMailAndSms(root: ApiClient, twilio: Twilio): Promise<void> {
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound },
  });
  const { webhookUrl } = await root.post<ChannelAccount>('/channels', {
    kind: 'sms',
    name: 'SMS',
    config: { ...ACCOUNT, from: TOWN, apiBaseUrl: twilio.url, undoSeconds: 0 },
  });
  twilio.connect({ ...ACCOUNT, numbers: [TOWN], webhookUrl });
}
