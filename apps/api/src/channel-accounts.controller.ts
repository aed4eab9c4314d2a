import { channelKindInfo, channels } from '@guichet/channels';
import { CONSENT_PATH } from '@guichet/contracts';
import {
  Accounts,
  ChannelTester,
  createChannel,
  listChannels,
  MailboxDiscovery,
  mailboxState,
  OAuthConsents,
  updateChannel,
} from '@guichet/messages';
import { Config } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class ChannelsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tester: ChannelTester,
    private readonly discovery: MailboxDiscovery,
    private readonly consents: OAuthConsents,
    private readonly config: Config,
  ) {}

  @Endpoint('listChannelKinds')
  kinds({ query }: Call<'listChannelKinds'>) {
    return pageOfWholeList(
      Object.values(channels).map((channel) => ({
        ...channelKindInfo(channel, query.language),
        consentRedirectUrl: channel.oauth ? `${this.config.publicUrl}${CONSENT_PATH}` : null,
      })),
      query,
      ({ kind }) => kind,
    );
  }

  @Endpoint('listChannels')
  list({ context, query }: Call<'listChannels'>) {
    return pageOfWholeList(
      context.read('channels', (reader, who) => listChannels(reader, this.accounts, who)),
      query,
      byId,
    );
  }

  @Endpoint('createChannel')
  create({ context, body }: Call<'createChannel'>) {
    return context
      .write((tx, who) => createChannel({ tx, who, accounts: this.accounts }, body))
      .finally(() => this.accounts.invalidate());
  }

  @Endpoint('updateChannel')
  update({ context, params, body }: Call<'updateChannel'>) {
    return context
      .write((tx, who) => updateChannel({ tx, who, accounts: this.accounts }, params.id, body))
      .finally(() => this.accounts.invalidate());
  }

  @Endpoint('getMailbox')
  mailbox({ context, params }: Call<'getMailbox'>) {
    return context.read('channels', (reader, who) => mailboxState(reader, who, params.id));
  }

  @Endpoint('testChannel')
  test({ context, body }: Call<'testChannel'>) {
    return this.tester.test(context.who, body);
  }

  @Endpoint('discoverMailbox')
  discover({ context, body }: Call<'discoverMailbox'>) {
    return this.discovery.discover(context.who, body);
  }

  @Endpoint('beginConsent')
  beginConsent({ context, params }: Call<'beginConsent'>) {
    return this.consents.begin(context.who, params.id);
  }

  @Endpoint('finishConsent')
  finishConsent({ context, body }: Call<'finishConsent'>) {
    return this.consents.finish(context.who, body);
  }
}
