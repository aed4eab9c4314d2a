import { z } from 'zod';
import type { Channel, Provider, Transport } from '../channel.js';

/** The part of a channel that is the same for all its providers. */
type Kind = Omit<Channel, keyof Transport | 'config' | 'providerTexts'> & Pick<Transport, 'texts'>;

/** What no provider has so far and is not passed on below: the compiler asks for it once one does. */
type NotPassedOn = 'callMark' | 'addressed' | 'judge' | 'trustedServer' | 'spamVerdict' | 'readReport';

/**
 * A provider of a channel that has several. Where one reads its account and keeps files behind a source, all have `listen` and `fetch`,
 * as the account readers ask the kind alone: one with nothing to read ends at once, and one without files throws ChannelError.
 */
type Alternative = Provider &
  Required<Pick<Transport, 'listen' | 'fetch'>> & { readonly [Key in NotPassedOn]?: undefined };

interface Configured {
  provider?: string;
}

/**
 * Combines several providers into one channel kind. The field `provider` of an account's config selects the provider;
 * `usual` is used where that field is missing, which only its own config may leave out.
 */
export function channelWithProviders(kind: Kind, providers: Readonly<Record<string, Alternative>>, usual: string) {
  // The usual provider comes first, as in the form.
  const all = Object.values(providers).sort((a, b) => Number(b.id === usual) - Number(a.id === usual));
  const of = ({ provider = usual }: Configured): Alternative => providers[provider]!;
  return {
    ...kind,
    config: z.discriminatedUnion('provider', all.map(({ config }) => config) as [z.ZodObject, ...z.ZodObject[]]),
    providerTexts: Object.fromEntries(all.map(({ id, texts }) => [id, texts])),
    secrets: [...new Set(all.flatMap(({ secrets }) => secrets))],

    addresses: (config: Configured) => of(config).addresses(config),
    handshake: (request, config: Configured) => of(config).handshake?.(request, config),
    verify: (request, config: Configured) => of(config).verify?.(request, config) ?? false,
    secretParameters: [...new Set(all.flatMap(({ secretParameters = [] }) => secretParameters))],
    isCalled: (config: Configured) => of(config).verify !== undefined,
    callsByGet: (config: Configured) => of(config).callsByGet?.(config) ?? false,
    acknowledgement: (config: Configured) => of(config).acknowledgement?.(config) ?? { status: 200, body: '' },
    webhookSuffix: (config: Configured) => of(config).webhookSuffix?.(config) ?? '',
    parse: (request, config: Configured) => of(config).parse(request, config),
    listen: (config: Configured, io, options) => of(config).listen(config, io, options),
    fetch: (source, config: Configured, io) => of(config).fetch(source, config, io),
    deliver: (message, config: Configured, io) => of(config).deliver(message, config, io),
    test: (config: Configured, io, webhookUrl) => of(config).test(config, io, webhookUrl),
  } satisfies Channel<Configured>;
}
