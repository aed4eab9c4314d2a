import { randomBytes } from 'node:crypto';
import { Twilio, type TwilioMessage } from '../../providers/twilio.js';
import { people, type Person } from '../invented-people.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';

const number = '+33757908000';

/** SMS by Twilio. */
export async function smsChannel(ears: ChannelListener): Promise<CitizenChannel> {
  const twilio = await Twilio.start();
  const received = ({ sid: id, to: number, body: text, media }: TwilioMessage) => {
    const to = Object.values<Person>(people).find(({ phone }) => phone === number);
    const files = media.map(({ file }) => ({ ...file, content: Buffer.from(file.content) }));
    if (to) ears.received('sms', { id, to, text, files });
  };
  // To STOP and its like Twilio answers by itself.
  twilio.on('sent', received).on('reply', received);
  const credentials = {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
  };

  return {
    kind: 'sms',
    plans: [
      { name: 'SMS de la ville', team: 'Accueil', config: { ...credentials, from: number, apiBaseUrl: twilio.url } },
    ],
    connect([account]) {
      twilio.connect({ ...credentials, numbers: [number], webhookUrl: account!.webhookUrl });
    },
    async write({ phone }, { text, files }) {
      const { sid, statuses } = await twilio.write({ from: phone!, to: number, text, files });
      if (statuses[0] !== 200) throw new Error(`the SMS did not arrive: ${statuses[0] ?? 'no answer'}`);
      return sid;
    },
    close: () => twilio.close(),
  };
}
