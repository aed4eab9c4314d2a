import type { ChannelIo, ListenOptions, Provider, Pulled } from '../../channel.js';
import { ChannelError, Unparsable } from '../../channel-error.js';
import { commonReason } from '../../kit/common-texts.js';
import type { OutboundMessage } from '../../outbound-message.js';
import { reaches } from '../handles.js';
import { reason as postReason, texts as postTexts } from '../texts.js';
import { PrintConfig } from './config.js';
import { reason, texts } from './texts.js';

/** Letters that the organisation prints: a reply waits in the list of letters to print until an agent marks it as posted. */
export const print = {
  id: 'print',
  config: PrintConfig,
  secrets: [],
  texts: [texts, postTexts],

  addresses: () => [],
  async parse() {
    throw new Unparsable('unparsable', 'Letters are recorded by agents; nothing arrives by itself.');
  },
  // There is nobody to ask: the account is simply ready.
  async *listen(_config: PrintConfig, _io: ChannelIo, { signal, cursor }: ListenOptions): AsyncGenerator<Pulled> {
    yield { cursor: cursor ?? {} };
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  },
  fetch: () =>
    Promise.reject(new ChannelError(commonReason('file-not-fetched', { status: 404 }), { retryable: false })),
  async deliver({ to: [to], externalId }: OutboundMessage) {
    if (!to || !reaches(to)) throw new ChannelError(postReason('no-postal-address'), { retryable: false });
    return { externalId, status: 'to-print' as const, refused: [], response: '' };
  },
  async test() {
    return [{ name: reason('printed-here'), ok: true, detail: reason('printed-how') }];
  },
} satisfies Provider<PrintConfig>;
