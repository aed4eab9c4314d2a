import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { Graph } from '../meta/graph.js';
import { step } from '../kit/step.js';
import type { MessengerConfig } from './config.js';

/** What the webhook must tell, as the page's subscription names it. */
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
const Subscribed = z.looseObject({
  data: z.array(z.looseObject({ subscribed_fields: z.array(z.string()).catch([]) })),
});

/** Asks Meta for the page, and what it tells the webhook. Never throws. */
export async function check(config: MessengerConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const graph = new Graph(io, config);
  return Promise.all([
    step('Page', async () => {
      const { name } = await graph.get(`${config.pageId}?fields=name`, Page);
      return [true, `“${cleanLine(name, 200)}” answers.`];
    }),
    step('Webhook', async () => {
      const { data } = await graph.get(`${config.pageId}/subscribed_apps?fields=subscribed_fields`, Subscribed);
      const told = new Set(data.flatMap(({ subscribed_fields }) => subscribed_fields));
      const missing = FIELDS.filter((field) => !told.has(field));
      return missing.length === 0
        ? [true, 'The app gets all that happens on this page.']
        : [false, `The app does not get: ${missing.join(', ')}. Subscribe the page to them in the Meta app.`];
    }),
  ]);
}
