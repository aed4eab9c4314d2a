import { z } from 'zod';
import type { ChannelIo } from './channel.js';
import type { ChannelError } from './channel-error.js';
import { Instance } from './mastodon/api-client.js';
import { MastodonConfig } from './mastodon/config.js';
import { twilioClient } from './sms/twilio/api-client.js';
import { TwilioConfig } from './sms/twilio/config.js';
import { apiOf, asked } from './telegram/api-client.js';
import { TelegramConfig } from './telegram/config.js';

/** A provider that answers nothing else. */
const answering = (status: number, body: object): ChannelIo => ({
  resolve: (host) => Promise.resolve(host),
  fetch: () => Promise.resolve(Response.json(body, { status })),
});
const accountSid = `AC${'0'.repeat(32)}`;

const asking = {
  telegram: (io: ChannelIo) =>
    asked(apiOf(TelegramConfig.parse({ botToken: '7100200300:AAExampleToken', secretToken: 'a-secret' }), io).getMe()),
  sms: (io: ChannelIo) =>
    twilioClient(TwilioConfig.parse({ accountSid, authToken: 'token', from: '+33757050101' }), io)
      .api.v2010.accounts(accountSid)
      .fetch(),
  mastodon: (io: ChannelIo) =>
    new Instance(io, MastodonConfig.parse({ instanceUrl: 'https://social.example', accessToken: 'token' })).get(
      '/api/v1/notifications',
      z.unknown(),
    ),
};

describe('a refusal', () => {
  it.each([
    ['telegram', 401, { ok: false, error_code: 401, description: 'Unauthorized' }, true],
    ['telegram', 404, { ok: false, error_code: 404, description: 'Not Found' }, true],
    ['telegram', 403, { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }, false],
    ['sms', 401, { code: 20003, message: 'Authenticate' }, true],
    ['sms', 403, { code: 20005, message: 'Account not active' }, true],
    ['sms', 400, { code: 30002, message: 'Account suspended' }, true],
    ['sms', 400, { code: 21614, message: 'Not a mobile number' }, false],
    ['mastodon', 401, { error: 'The access token is invalid' }, true],
    ['mastodon', 403, { error: 'This action is outside the authorized scopes' }, true],
    ['mastodon', 422, { error: 'Validation failed' }, false],
  ] as const)(
    'of %s by %i is one of the account where nothing gets through: %j',
    async (kind, status, body, isAccountFault) => {
      const error = await asking[kind](answering(status, body)).then(
        () => null,
        (fault: unknown) => fault as ChannelError,
      );
      expect(error).toMatchObject({ name: 'ChannelError', retryable: false, isAccountFault });
    },
  );
});
