import { randomBytes } from 'node:crypto';
import { Meta, type MetaSent } from '../../providers/meta.js';
import type { MessengerPage } from '../../providers/meta-messenger.js';
import type { WhatsappNumber } from '../../providers/meta-whatsapp.js';
import { people, type Person } from '../invented-people.js';
import { townName } from '../build-town.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';

const credentials = () => ({
  accessToken: randomBytes(16).toString('hex'),
  appSecret: randomBytes(16).toString('hex'),
  verifyToken: randomBytes(8).toString('hex'),
});

const personOf = ({ kind, to }: MetaSent): Person | undefined =>
  Object.values<Person>(people).find(({ phone, messenger }) => (kind === 'whatsapp' ? phone : messenger) === to);

/** WhatsApp and Messenger, which are one provider with one API. */
export async function metaChannels(
  ears: ChannelListener,
  now: () => Date,
): Promise<[whatsapp: CitizenChannel, messenger: CitizenChannel]> {
  const meta = await Meta.start();
  meta.now = () => now().getTime();
  meta.on('sent', (sent) => {
    const to = personOf(sent);
    const files = sent.file ? [{ ...sent.file, content: Buffer.from(sent.file.content) }] : [];
    if (to) ears.received(sent.kind, { id: sent.id, to, text: sent.text, files });
  });
  const sentTo = (person: Person, kind: MetaSent['kind']) =>
    meta.sent.filter((sent) => sent.kind === kind && personOf(sent) === person && sent.status !== 'failed');

  const numberApp = { ...credentials(), phoneNumberId: '106540352242922' };
  let number: WhatsappNumber;
  const whatsapp: CitizenChannel = {
    kind: 'whatsapp',
    plans: [
      {
        name: 'WhatsApp de la ville',
        team: 'Accueil',
        config: {
          ...numberApp,
          apiBaseUrl: meta.url,
          templates: [{ name: 'reponse_prete', language: 'fr', text: templateText }],
        },
      },
    ],
    async connect([account]) {
      const templates = [{ name: 'reponse_prete', language: 'fr', text: templateText }];
      number = meta.connect({
        ...numberApp,
        webhookUrl: account!.webhookUrl!,
        name: `Ville de ${townName}`,
        templates,
      });
      await meta.subscribe(number);
    },
    async write(person, { text, files }) {
      const [id] = await number.write({ from: contact(person), ...(text && { text }), files });
      return id!;
    },
    async react(person, id, emoji) {
      await number.react(contact(person), id, emoji ?? '');
    },
    async read(person) {
      for (const sent of sentTo(person, 'whatsapp')) if (sent.status !== 'read') await number.read(sent);
    },
    close: () => meta.close(),
  };

  const pageApp = { ...credentials(), pageId: '108824017345866' };
  let page: MessengerPage;
  const messenger: CitizenChannel = {
    kind: 'messenger',
    plans: [{ name: 'Page Facebook', team: 'Accueil', config: { ...pageApp, apiBaseUrl: meta.url } }],
    async connect([account]) {
      page = meta.connect({ ...pageApp, webhookUrl: account!.webhookUrl!, name: `Ville de ${townName}` });
      for (const { messenger: id, name } of Object.values<Person>(people)) if (id) page.names.set(id, name);
      await meta.subscribe(page);
    },
    write: ({ messenger: from }, { text, files }) => page.write({ from: from!, ...(text && { text }), files }),
    react: ({ messenger: from }, id, emoji) => page.react(from!, id, emoji ?? ''),
    read: ({ messenger: from }) => page.read(from!),
    // The other line closes what they share.
    async close() {},
  };
  return [whatsapp, messenger];
}

const templateText = 'Bonjour {{1}}, votre demande {{2}} a une réponse. Répondez à ce message pour la lire ici.';
const contact = ({ name, phone }: Person) => ({ name, number: phone! });
