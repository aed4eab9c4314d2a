import { randomBytes } from 'node:crypto';
import { Telegram } from '../../providers/telegram.js';
import type { TelegramBot, TelegramUser } from '../../providers/telegram-bot.js';
import { people, type Person } from '../invented-people.js';
import { townName } from '../build-town.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';

/** Telegram, with the bot of the town. */
export async function telegramChannel(ears: ChannelListener): Promise<CitizenChannel> {
  const telegram = await Telegram.start();
  telegram.on('sent', ({ id, to: number, text, file }) => {
    const to = Object.values<Person>(people).find(({ telegram: own }) => own === number);
    const files = file ? [{ ...file, content: Buffer.from(file.content) }] : [];
    if (to) ears.received('telegram', { id: String(id), to, text, files });
  });
  const botToken = `7200000001:${randomBytes(24).toString('base64url')}`;
  const secretToken = randomBytes(24).toString('base64url');
  let bot: TelegramBot;

  return {
    kind: 'telegram',
    plans: [{ name: 'Bot Telegram', team: 'Accueil', config: { botToken, secretToken, apiBaseUrl: telegram.url } }],
    connect([account]) {
      const webhookUrl = account!.webhookUrl!;
      bot = telegram.connect({ botToken, secretToken, webhookUrl, username: 'valbourg_bot', name: townName });
    },
    async write(person, { text, files }) {
      const from = userOf(person);
      if (files.length > 1) return String((await bot.writeAlbum(from, text, files))[0]);
      return String(await bot.write({ from, ...(text && { text }), ...(files[0] && { file: files[0] }) }));
    },
    react: (person, id, emoji) => bot.react(userOf(person), Number(id), emoji),
    close: () => telegram.close(),
  };
}

function userOf({ name, telegram }: Person): TelegramUser {
  const [firstName, ...rest] = name.split(' ');
  return { id: telegram!, firstName: firstName!, lastName: rest.join(' ') };
}
