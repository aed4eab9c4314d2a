import { createHash } from 'node:crypto';
import type { TwilioAccount, TwilioMessage } from './twilio-messages.js';

export type TwilioAnswer = { status: number; json: unknown; headers?: Record<string, string> };

export const ok = (json: unknown): TwilioAnswer => ({ status: 200, json });

export const error = (status: number, code: number, message: string): TwilioAnswer => ({
  status,
  json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

/** Returns the error with which Twilio refuses a message before it accepts it. */
export function refusal(
  account: TwilioAccount,
  form: URLSearchParams,
  optedOut: ReadonlySet<string>,
): TwilioAnswer | undefined {
  const [to, body, from] = [form.get('To') ?? '', form.get('Body') ?? '', form.get('From')];
  const service = form.get('MessagingServiceSid');
  const callback = form.get('StatusCallback');
  if (!to) return error(400, 21604, "A 'To' phone number is required.");
  if (!/^\+\d{7,15}$/.test(to)) return error(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!body) return error(400, 21602, 'Message body is required.');
  if (body.length > 1600) return error(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
  if (!from && !service) return error(400, 21603, "A 'From' phone number is required.");
  if (service && service !== account.messagingServiceSid)
    return error(404, 21705, 'The Messaging Service Sid is invalid');
  if (from && /^\+?\d+$/.test(from) && !account.numbers.includes(from))
    return error(400, 21659, `'From' ${from} is not a Twilio phone number or Short Code country mismatch`);
  if (callback !== null && !URL.canParse(callback)) return error(400, 21609, `Invalid StatusCallback: ${callback}`);
  if (optedOut.has(`${from ?? account.numbers[0]} ${to}`))
    return error(400, 21610, 'Attempt to send to unsubscribed recipient');
  return undefined;
}

/** Returns one page of the messages, the newest first, as Twilio lists them. */
export function list(messages: readonly TwilioMessage[], account: TwilioAccount, url: URL): TwilioAnswer {
  const query = url.searchParams;
  const [after, before] = ['DateSent>', 'DateSent<'].map((name) => Date.parse(query.get(name) ?? ''));
  const found = messages
    .filter(({ accountSid, to, from, createdAt }) => {
      const at = Math.floor(createdAt.getTime() / 1000) * 1000;
      const isAsked = (query.get('To') ?? to) === to && (query.get('From') ?? from) === from;
      return accountSid === account.accountSid && isAsked && !(at < after!) && !(at > before!);
    })
    .reverse();
  const size = Math.min(Number(query.get('PageSize') ?? 50), 1000);
  const page = Number(query.get('Page') ?? 0);
  const next = new URLSearchParams(query);
  next.set('Page', String(page + 1));
  next.set('PageToken', `PA${found[(page + 1) * size]?.sid ?? ''}`);
  return ok({
    messages: found.slice(page * size, (page + 1) * size).map(resource),
    page,
    page_size: size,
    next_page_uri: found.length > (page + 1) * size ? `${url.pathname}?${next.toString()}` : null,
  });
}

export function numbers(account: TwilioAccount, asked: string | null): TwilioAnswer {
  const numbers = account.numbers.filter((number) => number.startsWith('+') && (asked ?? number) === number);
  return ok({
    incoming_phone_numbers: numbers.map((number) => ({
      sid: `PN${createHash('md5').update(number).digest('hex')}`,
      phone_number: number,
      sms_url: account.webhookUrl ?? '',
      sms_method: 'POST',
      capabilities: { sms: true, mms: false, voice: true },
    })),
    next_page_uri: null,
    page: 0,
  });
}

export function service(account: TwilioAccount, path: string): TwilioAnswer | undefined {
  const { messagingServiceSid: sid } = account;
  const list = (key: string, items: unknown[]) => ok({ [key]: items, meta: { key, page: 0, next_page_url: null } });
  if (!sid) return undefined;
  if (path === `/v1/Services/${sid}`)
    return ok({
      sid,
      friendly_name: 'Mairie',
      inbound_request_url: account.webhookUrl,
      inbound_method: 'POST',
      use_inbound_webhook_on_number: false,
    });
  if (path === `/v1/Services/${sid}/PhoneNumbers`)
    return list(
      'phone_numbers',
      account.numbers.map((number) => ({ phone_number: number })),
    );
  if (path === `/v1/Services/${sid}/ShortCodes`) return list('short_codes', []);
  if (path === `/v1/Services/${sid}/AlphaSenders`) return list('alpha_senders', []);
  return undefined;
}

const rfc2822 = (date: Date) => date.toUTCString().replace('GMT', '+0000');

export const resource = (message: TwilioMessage) => ({
  sid: message.sid,
  account_sid: message.accountSid,
  messaging_service_sid: message.messagingServiceSid,
  direction: message.direction,
  from: message.from,
  to: message.to,
  body: message.body,
  status: message.status,
  error_code: message.errorCode,
  error_message: null,
  num_segments: '1',
  num_media: String(message.media.length),
  date_created: rfc2822(message.createdAt),
  date_sent: rfc2822(message.createdAt),
  date_updated: rfc2822(message.updatedAt),
  price: null,
  price_unit: 'EUR',
  api_version: '2010-04-01',
  uri: `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}.json`,
});
