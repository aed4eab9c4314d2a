import type { Provider } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { commonReason } from '../../kit/common-texts.js';
import { texts as postTexts } from '../texts.js';
import { check } from './check-account.js';
import { MySendingBoxConfig, secrets } from './config.js';
import { deliver } from './deliver.js';
import { parse } from './parse.js';
import { listen } from './poll-letters.js';
import { texts } from './texts.js';
import { verify, webhookSuffix } from './webhook-key.js';

/** Letters that MySendingBox prints, puts into envelopes and posts. */
export const mysendingbox = {
  id: 'mysendingbox',
  config: MySendingBoxConfig,
  secrets,
  texts: [texts, postTexts],

  addresses: () => [],
  verify,
  secretParameters: ['key'],
  webhookSuffix,
  parse,
  listen,
  fetch: () =>
    Promise.reject(new ChannelError(commonReason('file-not-fetched', { status: 404 }), { retryable: false })),
  deliver,
  test: check,
} satisfies Provider<MySendingBoxConfig>;
