import type twilio from 'twilio';
import { z } from 'zod';
import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { twilioSdk } from './load-sdk.js';
import { cleanLine } from '../../kit/clean-text.js';
import { commonReason } from '../../kit/common-texts.js';
import { jsonOf, textOf } from '../../kit/json-and-response-text.js';
import { retryAfterSeconds } from '../../kit/retry-after.js';
import type { TwilioConfig } from './config.js';
import { isOfAccount, isRetryable, reasonOf } from './error-codes.js';

type HttpClient = InstanceType<typeof twilio.RequestClient>;
type Call = Parameters<HttpClient['request']>[0];

/** The official client, on connections of ours: it has no setting for another host, nor for who may be connected to. */
export function twilioClient(config: TwilioConfig, io: ChannelIo, signal?: AbortSignal): twilio.Twilio {
  const httpClient = { request: (call: Call) => request(call, { config, io, signal }) };
  return twilioSdk()(config.accountSid, config.authToken, { httpClient: httpClient as unknown as HttpClient });
}

export const apiUrl = (path: string, { apiBaseUrl }: TwilioConfig, origin = 'https://api.twilio.com'): string =>
  `${(apiBaseUrl ?? origin).replace(/\/+$/, '')}${path}`;

export const authorization = ({ accountSid, authToken }: TwilioConfig): string =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

async function request(
  call: Call,
  { config, io, signal }: { config: TwilioConfig; io: ChannelIo; signal: AbortSignal | undefined },
) {
  const { origin, pathname, searchParams } = new URL(call.uri);
  for (const [name, value] of fields(call.params)) searchParams.append(name, value);
  const query = searchParams.size > 0 ? `?${searchParams.toString()}` : '';
  const response = await io.fetch(apiUrl(`${pathname}${query}`, config, origin), {
    method: call.method.toUpperCase(),
    headers: { ...(call.headers as Record<string, string>), authorization: authorization(config) },
    ...(call.data !== undefined && { body: new URLSearchParams(fields(call.data as object)).toString() }),
    ...(signal && { signal }),
  });
  const body = jsonOf(await textOf(response, 'Twilio'));
  if (!response.ok || body === undefined) throw refusal(response, body);
  return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) };
}

/** As Twilio reads a form: a list is its name several times. */
const fields = (data: object = {}): [string, string][] =>
  Object.entries(data).flatMap(([name, value]: [string, unknown]) =>
    [value]
      .flat()
      .filter((each) => each !== undefined && each !== null)
      .map((each): [string, string] => [name, z.coerce.string().parse(each)]),
  );

const Refusal = z.object({ code: z.coerce.number().optional().catch(undefined), message: z.string().catch('') });

function refusal({ status, headers }: Response, body: unknown): ChannelError {
  const refused = Refusal.safeParse(body).data;
  const code = refused?.code ?? (status === 401 ? 20003 : status === 429 ? 20429 : undefined);
  const said = cleanLine(refused?.message ?? '', 300);
  const why =
    code === undefined && !said
      ? commonReason('no-reason-given', { provider: 'Twilio', status })
      : reasonOf(code, said);
  // A gateway gave up in between, or the response is not what it should be: the request may have been carried out.
  const mayBeDone = refused?.code === undefined && (status >= 500 || status < 300) && status !== 503;
  return new ChannelError(why, {
    retryable: mayBeDone || isRetryable(status, code),
    uncertain: mayBeDone,
    afterSeconds: retryAfterSeconds(headers),
    isAccountFault: isOfAccount(code),
  });
}
