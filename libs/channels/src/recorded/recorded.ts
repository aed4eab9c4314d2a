import { z } from 'zod';
import type { Handle } from '@guichet/contracts';
import { ChannelError, Unparsable, type Channel } from '../channel.js';
import { e164 } from '../phone-numbers.js';

const RecordedConfig = z.strictObject({});
type RecordedConfig = z.infer<typeof RecordedConfig>;

/** A way of contact that no machine carries: agents write down what was said. Nothing comes in or leaves by itself. */
const recorded = <Kind extends 'phone' | 'counter' | 'post'>(
  kind: Kind,
  title: string,
  identify: (address: string) => Handle | undefined,
) =>
  ({
    kind,
    title,
    config: RecordedConfig.meta({ title }),
    secrets: [],
    capabilities: {
      html: false,
      subject: false,
      maxText: null,
      textUnit: 'characters',
      // Scans of letters and of what was handed in.
      attachments: { maxCount: 20, maxTotalBytes: 100 * 1024 * 1024, types: null },
      receipts: 'none',
      typing: false,
      reactions: false,
      edits: false,
      canInitiate: false,
      replyWindowHours: null,
      templatesAfterWindow: false,
      confidential: true,
      recipients: 'one',
      recorded: true,
    },

    addresses: () => [],
    identify,
    repeatableForSeconds: Infinity,
    conversation: false,
    original: false,
    retrySeconds: [],
    reaches: () => false,
    undoSeconds: () => 0,
    async parse() {
      throw new Unparsable('unparsable', `${title}: contacts are written down by agents, nothing arrives by itself`);
    },
    async deliver() {
      throw new ChannelError(`${title}: contacts are written down, nothing is sent`, false);
    },
    async test() {
      return [{ name: title, ok: true, detail: 'Agents write down what was said: there is nothing to connect.' }];
    },
  }) satisfies Channel<RecordedConfig>;

const none = () => undefined;

export const phone = recorded('phone', 'Phone', (address) => {
  const value = e164(address);
  return value === undefined ? undefined : { type: 'phone', value, verified: false };
});
export const counter = recorded('counter', 'Counter', none);
export const post = recorded('post', 'Post', none);
