import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean-text.js';
import { Graph } from '../meta/graph-client.js';
import { checkStep, type StepResult } from '../kit/account-check-step.js';
import { reason as metaReason } from '../meta/texts.js';
import { reason } from './texts.js';
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
    checkStep(reason('number'), () => checkNumber(graph, config)),
    ...(account ? [checkStep(metaReason('webhook'), () => checkWebhook(graph, account, config))] : []),
    ...(account && config.templates.length > 0
      ? [checkStep(reason('templates'), () => checkTemplates(graph, account, config))]
      : []),
  ]);
}

async function checkNumber(graph: Graph, { phoneNumberId }: WhatsappConfig): Promise<StepResult> {
  const found = await graph.get(`${phoneNumberId}?fields=display_phone_number,verified_name`, Number);
  const number = cleanLine(found.display_phone_number);
  return [true, reason('number-found', { number, name: cleanLine(found.verified_name) })];
}

async function checkWebhook(graph: Graph, account: string, config: WhatsappConfig): Promise<StepResult> {
  const [apps, numbers] = await Promise.all([
    graph.get(`${account}/subscribed_apps`, Subscribed),
    graph.get(`${account}/phone_numbers?fields=id,display_phone_number`, Numbers),
  ]);
  if (apps.data.length === 0) return [false, reason('not-subscribed')];
  const others = numbers.data.filter(({ id }) => id !== config.phoneNumberId);
  const names = others.map((each) => cleanLine(each.display_phone_number)).join(', ');
  return [true, names ? reason('subscribed-others', { numbers: names }) : reason('subscribed')];
}

async function checkTemplates(graph: Graph, account: string, config: WhatsappConfig): Promise<StepResult> {
  const { data } = await graph.get(`${account}/message_templates?fields=name,language,status&limit=500`, Templates);
  const approved = new Set(
    data.filter(({ status }) => status === 'APPROVED').map(({ name, language }) => `${name} ${language}`),
  );
  const missing = config.templates
    .map(({ name, language }) => `${name} ${language}`)
    .filter((each) => !approved.has(each));
  return missing.length === 0
    ? [true, reason('templates-approved')]
    : [false, reason('templates-missing', { names: missing.join(', ') })];
}
