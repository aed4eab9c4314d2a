import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { checkStep } from '../kit/account-check-step.js';
import { cleanLine } from '../kit/clean-text.js';
import { checkSubscription } from '../meta/check-subscription.js';
import { Graph } from '../meta/graph-client.js';
import { reason as metaReason } from '../meta/texts.js';
import type { MessengerConfig } from './config.js';
import { reason } from './texts.js';

/** What the webhook must report, as the page's subscription names it. */
const FIELDS = [
  'messages',
  'messaging_postbacks',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'message_reactions',
];

const Page = z.looseObject({ name: z.string() });

/** Asks Meta for the page, and for what its webhook receives. Never throws. */
export async function check(config: MessengerConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const graph = new Graph(io, config);
  return Promise.all([
    checkStep(reason('page'), async () => {
      const { name } = await graph.get(`${config.pageId}?fields=name`, Page);
      return [true, reason('page-found', { name: cleanLine(name, 200) })];
    }),
    checkStep(metaReason('webhook'), () => checkSubscription(graph, config.pageId, FIELDS)),
  ]);
}
