import { createHmac } from 'node:crypto';
import { Visitor } from '../../support/chat-visitor.js';
import type { Person } from '../invented-people.js';
import { townName } from '../build-town.js';
import type { CitizenChannel } from './citizen-channel.js';

/** With which the town's web site signs who its visitors are. */
const identitySecret = 'a secret between the web site and Guichet';

/** How the web site tells the chat that this visitor has signed in there, for an hour from now on. */
export function chatIdentity({ siteId, name, email }: Person, now: Date) {
  if (!siteId) return undefined;
  const expires = Math.floor(now.getTime() / 1000) + 3600;
  const hash = createHmac('sha256', identitySecret).update(`${expires}:${siteId}`).digest('hex');
  return { userId: siteId, name, ...(email && { email }), expires, hash };
}

/** Visitors of the chat who write by the same socket as the widget. A newcomer uses the widget itself. */
export function chatChannel(productUrl: () => string, siteOrigins: readonly string[], now: () => Date): CitizenChannel {
  const tokens = new Map<Person, string>();
  let channelAccountId = '';

  async function visit<Result>(person: Person, during: (visitor: Visitor) => Promise<Result>): Promise<Result> {
    const identity = chatIdentity(person, now());
    const token = tokens.get(person);
    const hello = { channelAccountId, ...(token && { token }), ...(identity && { identity }) };
    const visitor = await Visitor.enter(productUrl(), siteOrigins[0]!, hello);
    tokens.set(person, visitor.welcome.token);
    return during(visitor).finally(() => visitor.leave());
  }

  return {
    kind: 'chat',
    plans: [
      {
        name: 'Chat du site',
        team: 'Accueil',
        config: {
          allowedOrigins: siteOrigins,
          // Whoever tries the chat on a Sunday finds it open.
          hours: 'mo-su 00:00-24:00',
          title: `Ville de ${townName}`,
          accent: '#1d4f8c',
          welcome: {
            fr: 'Bonjour 👋 Une question ? Nous vous répondons ici.',
            en: 'Hello 👋 Any question? We answer you here.',
          },
          preChat: { name: 'optional', email: 'optional' },
          identitySecret,
          // Until the history is told: days go by in it between a question and the next visit.
          continueByMail: false,
        },
      },
    ],
    connect([account]) {
      channelAccountId = account!.id;
    },
    write: (person, { text, files }) =>
      visit(person, async (visitor) => {
        const uploads = files.map(({ name, type, content }) => visitor.upload(name, new Uint8Array(content), type));
        const tokensOfFiles = (await Promise.all(uploads)).map(({ token }) => token);
        const { name, email } = person;
        const profile = person.siteId ? {} : { profile: { name, ...(email && { email }) } };
        const answer = await visitor.say(text, { files: tokensOfFiles, ...profile });
        if ('error' in answer) throw new Error(`the chat refused a message: ${answer.error}`);
        return visitor.welcome.token;
      }),
    read: (person) =>
      visit(person, async (visitor) => {
        const ids = [...visitor.messages.values()].flatMap(({ id, direction }) => (direction === 'out' ? [id] : []));
        if (ids.length > 0) await visitor.send('seen', { ids, how: 'read' });
      }),
    async close() {},
  };
}
