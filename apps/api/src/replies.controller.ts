import { shownEntry } from '@guichet/cases';
import {
  Accounts,
  cancelMessage,
  checkMessage,
  FileTexts,
  planAnswer,
  planReply,
  reply,
  ReplyLinks,
  retryDelivery,
  sendNow,
} from '@guichet/messages';
import { Keyring } from '@guichet/platform';
import { findContradictions } from '@guichet/templates';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import type { RequestContext } from './http/request-context.js';

@Controller()
export class RepliesController {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: ReplyLinks,
    private readonly keyring: Keyring,
    private readonly fileTexts: FileTexts,
  ) {}

  @Endpoint('postMessage')
  async reply({ context, params: { id }, body }: Call<'postMessage'>) {
    const plan = await context.read({ case: id }, (reader, who) =>
      planReply(
        { reader, who, accounts: this.accounts, linkTo: this.links.linkTo, fileTexts: this.fileTexts },
        id,
        body,
      ),
    );
    const entryId = await context.write((tx, who) =>
      reply({ tx, who, keyring: this.keyring }, id, { message: body, plan, seenVersion: context.ifMatch }),
    );
    return entryIn(context, id, entryId);
  }

  @Endpoint('answerInvitation')
  async answer({ context, params: { id, entryId }, body: { status } }: Call<'answerInvitation'>) {
    const answer = await context.read({ case: id }, (reader, who) =>
      planAnswer(
        { reader, who, accounts: this.accounts, linkTo: this.links.linkTo, fileTexts: this.fileTexts },
        { caseId: id, entryId },
        status,
      ),
    );
    const replyId = await context.write((tx, who) =>
      reply({ tx, who, keyring: this.keyring }, id, { ...answer, seenVersion: null }),
    );
    return entryIn(context, id, replyId);
  }

  @Endpoint('checkMessage')
  async check({ context, params: { id }, body }: Call<'checkMessage'>) {
    return context.read({ case: id }, async (reader, who) => {
      const [findings, contradictions] = await Promise.all([
        checkMessage({ reader, who, accounts: this.accounts, fileTexts: this.fileTexts }, id, body),
        findContradictions(reader, who, { caseId: id, ...body }),
      ]);
      return { findings, contradictions };
    });
  }

  @Endpoint('cancelMessage')
  cancel({ context, params }: Call<'cancelMessage'>) {
    return context.write((tx, who) => cancelMessage(tx, who, { caseId: params.id, entryId: params.entryId }));
  }

  @Endpoint('sendMessageNow')
  async sendNow({ context, params: { id, entryId } }: Call<'sendMessageNow'>) {
    await context.write((tx, who) => sendNow(tx, who, { caseId: id, entryId }));
    return entryIn(context, id, entryId);
  }

  @Endpoint('retryMessage')
  async retry({ context, params: { id, entryId } }: Call<'retryMessage'>) {
    await context.write((tx, who) => retryDelivery(tx, who, { caseId: id, entryId }));
    return entryIn(context, id, entryId);
  }
}

const entryIn = (context: RequestContext, id: string, entryId: string) =>
  context.read({ case: id }, (reader, who) => shownEntry(reader, who, { caseId: id, entryId }));
