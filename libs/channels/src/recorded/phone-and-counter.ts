import { z } from 'zod';
import type { Handle } from '@guichet/contracts';
import type { Channel } from '../channel.js';
import { ChannelError, Unparsable } from '../channel-error.js';
import { e164 } from '../phone-numbers.js';
import { icons } from './icons.js';
import { kindTexts, reason, texts } from './texts.js';

const RecordedConfig = z.strictObject({});
type RecordedConfig = z.infer<typeof RecordedConfig>;

/** A way of contact that no machine carries: agents record what was said. Nothing arrives or is sent by itself. */
const recorded = <Kind extends 'phone' | 'counter'>(
  kind: Kind,
  { weight, rendering, identify }: Pick<Channel, 'weight' | 'rendering' | 'identify'>,
) =>
  ({
    kind,
    icon: icons[kind],
    weight,
    rendering,
    config: RecordedConfig,
    secrets: [],
    texts: [kindTexts[kind], texts],
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
    isConversation: false,
    hasOriginalFile: false,
    retrySeconds: [],
    reaches: () => false,
    undoSeconds: () => 0,
    async parse() {
      throw new Unparsable('unparsable', `Contacts by ${kind} are recorded by agents; nothing arrives by itself.`);
    },
    async deliver() {
      throw new ChannelError(reason('nothing-sent'), { retryable: false });
    },
    async test() {
      return [{ name: reason('recorded'), ok: true, detail: reason('nothing-to-connect') }];
    },
  }) satisfies Channel<RecordedConfig>;

function phoneHandle(address: string): Handle | undefined {
  const value = e164(address);
  return value === undefined ? undefined : { type: 'phone', value, verified: false };
}

const noHandle = () => undefined;

// Somebody who calls or stands at the counter wants somebody now.
export const phone = recorded('phone', { weight: 4, rendering: 'page', identify: phoneHandle });
export const counter = recorded('counter', { weight: 4, rendering: 'page', identify: noHandle });
