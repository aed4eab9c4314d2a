import type { ChannelIo } from '../channel.js';
import { WhatsappConfig } from './config.js';
import { whatsapp } from './whatsapp.js';

const config = WhatsappConfig.parse({
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-token',
  appSecret: 'app secret',
  verifyToken: 'verify',
});
const numbers = [
  { id: '106540352242922', display_phone_number: '+33 7 57 05 01 01' },
  { id: '106540352242933', display_phone_number: '+33 7 57 05 01 02' },
];

it('the test of a number names the others whose messages come by the same address', async () => {
  const io: ChannelIo = {
    resolve: (host) => Promise.resolve(host),
    fetch: (url) =>
      Promise.resolve(Response.json({ ...numbers[0], data: url.includes('phone_numbers') ? numbers : [{}] })),
  };
  expect(await whatsapp.test(config, io)).toMatchObject([
    { name: 'whatsapp.number', ok: true },
    { name: 'meta.webhook', ok: true, detail: 'whatsapp.subscribed-others {"numbers":"+33 7 57 05 01 02"}' },
  ]);
});
