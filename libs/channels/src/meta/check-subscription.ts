import { z } from 'zod';
import type { StepResult } from '../kit/account-check-step.js';
import type { Graph } from './graph-client.js';
import { reason } from './texts.js';

const Subscribed = z.looseObject({
  data: z.array(z.looseObject({ subscribed_fields: z.array(z.string()).catch([]) })),
});

/** Does the app receive all these events of a page or account? Throws ChannelError. */
export async function checkSubscription(graph: Graph, id: string, fields: readonly string[]): Promise<StepResult> {
  const { data } = await graph.get(`${id}/subscribed_apps?fields=subscribed_fields`, Subscribed);
  const subscribed = new Set(data.flatMap(({ subscribed_fields }) => subscribed_fields));
  const missing = fields.filter((field) => !subscribed.has(field));
  return missing.length === 0
    ? [true, reason('fields-complete')]
    : [false, reason('fields-missing', { fields: missing.join(', ') })];
}
