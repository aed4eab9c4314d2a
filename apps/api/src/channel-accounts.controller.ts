import { channelKindInfo, channels } from '@guichet/channels';
import { Accounts, listChannels, ChannelTester, createChannel, updateChannel } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { singlePageList } from './http/single-page-list.js';

@Controller()
export class ChannelsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly tester: ChannelTester,
  ) {}

  @Endpoint('listChannelKinds')
  kinds({ query }: Call<'listChannelKinds'>) {
    return singlePageList(Object.values(channels).map((channel) => channelKindInfo(channel, query.language)));
  }

  @Endpoint('listChannels')
  list({ context }: Call<'listChannels'>) {
    return singlePageList(context.read('channels', (reader, who) => listChannels(reader, this.accounts, who)));
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

  @Endpoint('testChannel')
  test({ context, body }: Call<'testChannel'>) {
    return this.tester.test(context.who, body);
  }
}
