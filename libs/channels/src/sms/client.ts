import twilio from 'twilio';
import { z } from 'zod';
import { ChannelError, type ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { jsonOf, textOf } from '../kit/json.js';
import type { SmsConfig } from './config.js';
import { isOfAccount, isRetryable, reasonOf } from './errors.js';

type HttpClient = InstanceType<typeof twilio.RequestClient>;
type Call = Parameters<HttpClient['request']>[0];

/** The official client, on connections of ours: it has no setting for another host, nor for who may be connected to. */
export function twilioClient(config: SmsConfig, io: ChannelIo, signal?: AbortSignal): twilio.Twilio {
  const httpClient = { request: (call: Call) => request(call, config, io, signal) };
  return twilio(config.accountSid, config.authToken, { httpClient: httpClient as unknown as HttpClient });
}

export const apiUrl = (path: string, { apiBaseUrl }: SmsConfig, origin = 'https://api.twilio.com'): string =>
  `${(apiBaseUrl ?? origin).replace(/\/+$/, '')}${path}`;

export const authorization = ({ accountSid, authToken }: SmsConfig): string =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

async function request(call: Call, config: SmsConfig, io: ChannelIo, signal: AbortSignal | undefined) {
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
  const told = Refusal.safeParse(body).data;
  const afterSeconds = Number(headers.get('retry-after')) || undefined;
  const code = told?.code ?? (status === 401 ? 20003 : status === 429 ? 20429 : undefined);
  const own = cleanLine(told?.message ?? '', 300);
  const reason = reasonOf(code, own || `Twilio answers ${status} without saying why`);
  // A gateway gave up in between, or an answer is not what it should be: what was asked for may have been done.
  const mayBeDone = told?.code === undefined && (status >= 500 || status < 300) && status !== 503;
  return new ChannelError(reason, mayBeDone || isRetryable(status, code), mayBeDone, {
    afterSeconds,
    ofAccount: isOfAccount(code),
  });
}
