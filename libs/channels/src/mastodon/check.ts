import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { step } from '../kit/step.js';
import { Instance } from './api.js';
import type { MastodonConfig } from './config.js';
import { About } from './entities.js';
import { ownAccount } from './listen.js';

/** Asks for the account, its instance and its notifications. Never throws. */
export function check(config: MastodonConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const instance = new Instance(io, config);
  return Promise.all([
    step('Instance', async () => {
      const { title, domain, configuration } = await instance.get('/api/v2/instance', About);
      const { max_characters: max } = configuration.statuses;
      return [true, `${cleanLine(title) || domain} answers; a post holds ${max} characters.`];
    }),
    step('Account', async () => [true, `Signed in as @${(await ownAccount(instance)).name}.`]),
    step('Notifications', async () => {
      await instance.get('/api/v1/notifications?limit=1', z.array(z.unknown()));
      return [true, 'Mentions can be read.'];
    }),
  ]);
}
