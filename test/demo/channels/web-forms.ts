import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Person } from '../invented-people.js';
import { domain } from '../build-town.js';
import type { CitizenChannel } from './citizen-channel.js';

/** The forms of the town's web site: another system, which Guichet knows only by its signed JSON. */
export async function formsChannel(now: () => Date): Promise<CitizenChannel> {
  const secret = randomBytes(24).toString('hex');
  // Answers to a form are shown on the web site; here nobody looks.
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let webhookUrl = '';

  return {
    kind: 'webhook',
    plans: [
      {
        name: 'Formulaires du site',
        team: 'Accueil',
        config: {
          outboundUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answers`,
          source: 'formulaires',
          secret,
        },
      },
    ],
    connect([account]) {
      webhookUrl = account!.webhookUrl!;
    },
    async write(from, { text, subject, files }) {
      const id = randomUUID();
      const body = JSON.stringify({
        type: 'message',
        id,
        from: { id: idOf(from), name: from.name },
        text,
        subject,
        sentAt: now().toISOString(),
        attachments: files.map(({ name, type, content }) => ({ name, type, content: content.toString('base64') })),
      });
      const seconds = Math.floor(now().getTime() / 1000);
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      const response = await fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-guichet-signature': `t=${seconds},v1=${signature}` },
        body,
      });
      if (!response.ok) throw new Error(`the form was refused: ${response.status}`);
      return id;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const idOf = ({ email, phone, name }: Person): string => email ?? phone ?? `${name}@${domain}`;
