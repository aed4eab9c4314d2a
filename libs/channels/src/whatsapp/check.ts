import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { Graph } from '../meta/graph.js';
import { step } from '../kit/step.js';
import type { WhatsappConfig } from './config.js';

const Number = z.looseObject({ display_phone_number: z.string(), verified_name: z.string().catch('') });
const Subscribed = z.looseObject({ data: z.array(z.unknown()) });
const Numbers = z.looseObject({
  data: z.array(z.looseObject({ id: z.coerce.string(), display_phone_number: z.string().catch('?') })),
});
const Templates = z.looseObject({
  data: z.array(z.looseObject({ name: z.string(), language: z.string(), status: z.string() })),
});

/** Asks Meta for the number, and, where the business account is known, for its webhook and templates. Never throws. */
export async function check(config: WhatsappConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const graph = new Graph(io, config);
  const account = config.businessAccountId;
  return Promise.all([
    step('Number', async () => {
      const found = await graph.get(`${config.phoneNumberId}?fields=display_phone_number,verified_name`, Number);
      return [true, `${cleanLine(found.display_phone_number)} “${cleanLine(found.verified_name)}” answers.`];
    }),
    ...(account ? [step('Webhook', () => webhook(graph, account, config))] : []),
    ...(account && config.templates.length > 0 ? [step('Templates', () => templates(graph, account, config))] : []),
  ]);
}

async function webhook(graph: Graph, account: string, config: WhatsappConfig): Promise<[boolean, string]> {
  const [apps, numbers] = await Promise.all([
    graph.get(`${account}/subscribed_apps`, Subscribed),
    graph.get(`${account}/phone_numbers?fields=id,display_phone_number`, Numbers),
  ]);
  if (apps.data.length === 0) return [false, 'No app gets the messages of this account: subscribe it in the Meta app.'];
  const others = numbers.data.filter(({ id }) => id !== config.phoneNumberId);
  const names = others.map((each) => cleanLine(each.display_phone_number)).join(', ');
  const warning = ` So it does those to ${names}, which wait in the holding pen unless each has its account here.`;
  return [true, `The app gets the messages of this account.${names && warning}`];
}

async function templates(graph: Graph, account: string, config: WhatsappConfig): Promise<[boolean, string]> {
  const { data } = await graph.get(`${account}/message_templates?fields=name,language,status&limit=500`, Templates);
  const approved = new Set(
    data.filter(({ status }) => status === 'APPROVED').map(({ name, language }) => `${name} ${language}`),
  );
  const missing = config.templates
    .map(({ name, language }) => `${name} ${language}`)
    .filter((each) => !approved.has(each));
  return missing.length === 0
    ? [true, 'All templates are approved.']
    : [false, `Not approved by Meta: ${missing.join(', ')}.`];
}
