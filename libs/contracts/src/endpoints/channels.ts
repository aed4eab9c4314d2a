import {
  ChannelAccount,
  ChannelKindInfo,
  ChannelKindsQuery,
  ChannelTest,
  ConsentBegin,
  ConsentResult,
  CreateChannel,
  DiscoverMailbox,
  FinishConsent,
  MailboxProposal,
  TestChannel,
  UpdateChannel,
} from '../channels.js';
import { MailboxState } from '../mailbox-state.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';

/** Channel kinds, and the accounts that are configured for them. */
export const channelEndpoints = defineEndpoints({
  listChannelKinds: {
    ...{
      method: 'GET',
      path: '/channel-kinds',
      tag: 'channels',
      summary: 'Channel kinds with capabilities and config schema',
    },
    ...{ query: ChannelKindsQuery, response: page(ChannelKindInfo), status: 200, scope: 'signed-in', errors: [] },
  },
  listChannels: {
    ...{
      method: 'GET',
      path: '/channels',
      tag: 'channels',
      summary: 'Channel accounts of the teams that one sees, and those of all',
    },
    ...{ query: WholeListQuery, response: page(ChannelAccount), status: 200, scope: 'channel.read', errors: [] },
  },
  createChannel: {
    ...{ method: 'POST', path: '/channels', tag: 'channels', summary: 'Create a channel account' },
    ...{
      body: CreateChannel,
      response: ChannelAccount,
      status: 201,
      scope: 'channel.manage',
      stepUp: true,
      errors: ['address-in-use', 'no-such-team'],
    },
  },
  updateChannel: {
    ...{ method: 'PATCH', path: '/channels/:id', tag: 'channels', summary: 'Change or deactivate a channel account' },
    ...{ params: byId, body: UpdateChannel, response: ChannelAccount, status: 200, scope: 'channel.manage' },
    stepUp: true,
    errors: ['not-found', 'address-in-use', 'no-such-team'],
  },
  discoverMailbox: {
    ...{
      method: 'POST',
      path: '/channels/discover',
      tag: 'channels',
      summary: 'Find the servers of a mailbox by its address',
    },
    ...{
      body: DiscoverMailbox,
      response: MailboxProposal,
      status: 200,
      idempotencyKey: false,
      scope: 'channel.manage',
      errors: [],
    },
  },
  beginConsent: {
    ...{
      method: 'POST',
      path: '/channels/:id/consent',
      tag: 'channels',
      summary: 'Begin to sign in at the provider of a mailbox (OAuth 2)',
    },
    ...{
      params: byId,
      response: ConsentBegin,
      status: 200,
      idempotencyKey: false,
      scope: 'channel.manage',
      stepUp: true,
      errors: ['not-found'],
    },
  },
  finishConsent: {
    ...{
      method: 'POST',
      path: '/channels/consent',
      tag: 'channels',
      summary: 'Hand over what the provider sent back (OAuth 2)',
    },
    ...{
      body: FinishConsent,
      response: ConsentResult,
      status: 200,
      idempotencyKey: false,
      scope: 'channel.manage',
      errors: ['consent-stale'],
    },
  },
  getMailbox: {
    ...{
      method: 'GET',
      path: '/channels/:id/mailbox',
      tag: 'channels',
      summary: 'How far the mailbox of an account was read',
    },
    ...{ params: byId, response: MailboxState, status: 200, scope: 'channel.manage', errors: ['not-found'] },
  },
  testChannel: {
    ...{ method: 'POST', path: '/channels/test', tag: 'channels', summary: 'Connect with a config, saved or not' },
    ...{
      body: TestChannel,
      response: ChannelTest,
      status: 200,
      idempotencyKey: false,
      scope: 'channel.manage',
      errors: ['not-found'],
    },
  },
});
