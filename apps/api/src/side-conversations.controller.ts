import {
  Accounts,
  FileTexts,
  planSideConversation,
  planSideMessage,
  postSideMessage,
  retrySideMessage,
  shownSideConversation,
  sideConversations,
  sideRecipients,
  startSideConversation,
  updateSideConversation,
} from '@guichet/messages';
import { Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class SideConversationsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
    private readonly fileTexts: FileTexts,
  ) {}

  @Endpoint('listSideConversations')
  async list({ context, params: { id } }: Call<'listSideConversations'>) {
    return { items: await context.read({ case: id }, (reader, who) => sideConversations(reader, who, id)) };
  }

  @Endpoint('listSideRecipients')
  async recipients({ context }: Call<'listSideRecipients'>) {
    return { items: await context.read('cases', sideRecipients) };
  }

  @Endpoint('startSideConversation')
  async start({ context, params: { id }, body }: Call<'startSideConversation'>) {
    const { accounts, keyring, fileTexts } = this;
    const plan = await context.read({ case: id }, (reader, who) =>
      planSideConversation({ reader, who, accounts, fileTexts }, id, body),
    );
    const sideId = await context.write((tx, who) => startSideConversation({ tx, who, keyring }, id, plan));
    return shown(context, id, sideId);
  }

  @Endpoint('postSideMessage')
  async post({ context, params: { id, sideId }, body }: Call<'postSideMessage'>) {
    const { accounts, keyring, fileTexts } = this;
    const ref = { caseId: id, sideId };
    const plan = await context.read({ case: id }, (reader, who) =>
      planSideMessage({ reader, who, accounts, fileTexts }, ref, body),
    );
    await context.write((tx, who) => postSideMessage({ tx, who, keyring }, ref, plan));
    return shown(context, id, sideId);
  }

  @Endpoint('retrySideMessage')
  async retry({ context, params: { id, sideId, messageId } }: Call<'retrySideMessage'>) {
    await context.write((tx, who) => retrySideMessage(tx, who, { caseId: id, sideId, messageId }));
    return shown(context, id, sideId);
  }

  @Endpoint('updateSideConversation')
  async update({ context, params: { id, sideId }, body }: Call<'updateSideConversation'>) {
    await context.write((tx, who) => updateSideConversation(tx, who, { caseId: id, sideId, ...body }));
    return shown(context, id, sideId);
  }
}

const shown = (context: RequestContext, caseId: string, sideId: string) =>
  context.read({ case: caseId }, (reader, who) => shownSideConversation(reader, who, { caseId, sideId }));
