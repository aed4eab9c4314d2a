import { randomBytes } from 'node:crypto';
import { Mastodon } from '../../providers/mastodon.js';
import { people, type Person } from '../invented-people.js';
import { townName } from '../build-town.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';

/** The town's account on an instance of Mastodon. People mention it in public; once it has answered them, they go on in private. */
export async function mastodonChannel(ears: ChannelListener): Promise<CitizenChannel> {
  const mastodon = await Mastodon.start();
  const accessToken = randomBytes(24).toString('base64url');
  mastodon.connect({ accessToken, acct: 'valbourg', name: `Ville de ${townName}` });
  const answers = new Map<Person, string>();
  mastodon.on('sent', ({ id, text, mentions, files }) => {
    const to = Object.values<Person>(people).find(({ mastodon: acct }) => acct && mentions.includes(acct));
    if (!to) return;
    answers.set(to, id);
    const said = text.replace(/^(@\S+\s+)+/, '');
    ears.received('mastodon', {
      id,
      to,
      text: said,
      files: files.map((file) => ({ ...file, content: Buffer.from(file.content) })),
    });
  });

  return {
    kind: 'mastodon',
    plans: [
      { name: 'Compte Mastodon', team: 'Accueil', config: { instanceUrl: mastodon.url, accessToken, pollSeconds: 1 } },
    ],
    // The product looks for news by itself.
    connect() {},
    async write(person, { text, files }) {
      const replyTo = answers.get(person);
      const way = replyTo ? { replyTo, visibility: 'direct' as const } : { visibility: 'public' as const };
      return mastodon.write({ from: authorOf(person), text, files, ...way });
    },
    async react(person, id, emoji) {
      if (emoji) mastodon.favourite(authorOf(person), id);
    },
    close: () => mastodon.close(),
  };
}

const authorOf = ({ name, mastodon }: Person) => ({ acct: mastodon!, name });
