import { Twilio } from '../providers/twilio.js';
import { Outbox } from './delivery-outbox.js';

const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };

/** An outbox with one SMS account, whose emulated provider reports only what a test sends. */
export async function smsOutbox(): Promise<{ outbox: Outbox; twilio: Twilio; sms: string }> {
  const [outbox, twilio] = await Promise.all([Outbox.open(), Twilio.start()]);
  const us = '+33757050101';
  twilio.connect({ ...credentials, numbers: [us], webhookUrl: null });
  twilio.receipts = 'none';
  const sms = await outbox.connect('sms', { ...credentials, from: us, apiBaseUrl: twilio.url, undoSeconds: 0 });
  return { outbox, twilio, sms };
}
