import { z } from 'zod';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { checkStep, type StepResult } from '../kit/account-check-step.js';
import { cleanLine } from '../kit/clean-text.js';
import { checkSubscription } from '../meta/check-subscription.js';
import { Graph } from '../meta/graph-client.js';
import { reason as metaReason } from '../meta/texts.js';
import type { InstagramConfig } from './config.js';
import { reason } from './texts.js';

/** What the page of the account must be subscribed to so that the app is called at all. */
const PAGE_FIELDS = ['messages'];

const Account = z.looseObject({ username: z.string() });
const Page = z.looseObject({
  name: z.string(),
  instagram_business_account: z.looseObject({ id: z.coerce.string() }).optional().catch(undefined),
});

/** Asks Meta for the account, for its page, and for what the webhook receives. Never throws. */
export async function check(config: InstagramConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const graph = new Graph(io, config);
  return Promise.all([
    checkStep(reason('account'), async () => {
      const { username } = await graph.get(`${config.accountId}?fields=username`, Account);
      return [true, reason('account-found', { username: cleanLine(username, 200) })];
    }),
    checkStep(reason('page'), () => checkPage(graph, config)),
    checkStep(metaReason('webhook'), () => checkSubscription(graph, config.pageId, PAGE_FIELDS)),
  ]);
}

async function checkPage(graph: Graph, { accountId, pageId }: InstagramConfig): Promise<StepResult> {
  const { name, instagram_business_account } = await graph.get(
    `${pageId}?fields=name,instagram_business_account`,
    Page,
  );
  const named = { name: cleanLine(name, 200) };
  return instagram_business_account?.id === accountId
    ? [true, reason('page-linked', named)]
    : [false, reason('page-not-linked', named)];
}
