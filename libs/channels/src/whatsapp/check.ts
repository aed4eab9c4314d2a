import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { Graph } from '../meta/graph.js';
import { step } from '../kit/step.js';
import type { WhatsappConfig } from './config.js';

const Number = z.looseObject({ display_phone_number: z.string(), verified_name: z.string().catch('') });
const Subscribed = z.looseObject({ data: z.array(z.unknown()) });
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
    ...(account ? [step('Webhook', () => webhook(graph, account))] : []),
    ...(account && config.templates.length > 0 ? [step('Templates', () => templates(graph, account, config))] : []),
  ]);
}

async function webhook(graph: Graph, account: string): Promise<[boolean, string]> {
  const { data } = await graph.get(`${account}/subscribed_apps`, Subscribed);
  return data.length > 0
    ? [true, 'The app gets the messages of this account.']
    : [false, 'No app gets the messages of this account: subscribe it in the Meta app.'];
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
