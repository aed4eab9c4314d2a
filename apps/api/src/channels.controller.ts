import { allow } from '@guichet/access';
import { channelKindInfo, channels } from '@guichet/channels';
import {
  ChannelAccount,
  ChannelKindInfo,
  ChannelTest,
  CreateChannel,
  Id,
  TestChannel,
  UpdateChannel,
  page,
} from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Accounts, Io, channelAccounts, createChannel, testChannel, updateChannel } from '@guichet/messages';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';
import { Ask, Asks } from './ask.js';

@ApiTags('channels')
@Controller()
export class ChannelsController {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly io: Io,
  ) {}

  @Get('channel-kinds')
  @Answers(page(ChannelKindInfo))
  kinds(@Asks() { who }: Ask) {
    allow(who, 'channel.read');
    return { items: Object.values(channels).map(channelKindInfo), nextCursor: null };
  }

  @Get('channels')
  @Answers(page(ChannelAccount))
  async list(@Asks() { who }: Ask) {
    return { items: await channelAccounts(this.database, this.accounts, who), nextCursor: null };
  }

  @Post('channels')
  @Answers(ChannelAccount, 201)
  create(@Asks() ask: Ask, @Body({ schema: CreateChannel }) body: CreateChannel) {
    return ask.write((tx) => createChannel(tx, this.accounts, ask.who, body)).finally(() => this.accounts.forget());
  }

  @Patch('channels/:id')
  @Answers(ChannelAccount)
  update(
    @Asks() ask: Ask,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateChannel }) body: UpdateChannel,
  ) {
    return ask.write((tx) => updateChannel(tx, this.accounts, ask.who, id, body)).finally(() => this.accounts.forget());
  }

  /** Really connects with what was typed, saved or not. */
  @Post('channels/test')
  @Answers(ChannelTest)
  test(@Asks() { who }: Ask, @Body({ schema: TestChannel }) body: TestChannel) {
    const { database, accounts, io } = this;
    return testChannel({ database, accounts, io }, who, body);
  }
}
