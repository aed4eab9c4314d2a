import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { checkStep } from '../kit/account-check-step.js';
import { cleanLine } from '../kit/clean-text.js';
import { Instance } from './api-client.js';
import type { MastodonConfig } from './config.js';
import { About } from './api-entities.js';
import { ownAccount } from './poll-notifications.js';
import { reason } from './texts.js';

/** Asks for the account, its instance and its notifications. Never throws. */
export function check(config: MastodonConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const instance = new Instance(io, config);
  return Promise.all([
    checkStep(reason('instance'), async () => {
      const { title, domain, configuration } = await instance.get('/api/v2/instance', About);
      const { max_characters: max } = configuration.statuses;
      return [true, reason('instance-found', { name: cleanLine(title) || domain, max })];
    }),
    checkStep(reason('account'), async () => [true, reason('signed-in', { name: (await ownAccount(instance)).name })]),
    checkStep(reason('notifications'), async () => {
      await instance.get('/api/v1/notifications?limit=1', z.array(z.unknown()));
      return [true, reason('mentions-readable')];
    }),
  ]);
}
