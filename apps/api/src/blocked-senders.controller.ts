import {
  Accounts,
  blockSender,
  FileTexts,
  listBlockedSenders,
  planReply,
  reply,
  ReplyLinks,
  unblockSender,
} from '@guichet/messages';
import { Keyring, wrongField } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class BlockedSendersController {
  constructor(
    private readonly accounts: Accounts,
    private readonly links: ReplyLinks,
    private readonly keyring: Keyring,
    private readonly fileTexts: FileTexts,
  ) {}

  @Endpoint('listBlockedSenders')
  list({ context, query }: Call<'listBlockedSenders'>) {
    const { caseId } = query;
    return context.read(caseId ? { case: caseId } : 'settings', (reader, who) =>
      listBlockedSenders(reader, who, { caseId }),
    );
  }

  @Endpoint('blockSender')
  async block({ context, body }: Call<'blockSender'>) {
    const { caseId, inform } = body;
    const accounts = await this.accounts.all();
    if (!inform) return context.write((tx, who) => blockSender({ tx, who, accounts }, body));
    if (!caseId || !inform.templateId) throw wrongField('inform', 'informing-needs-template');
    const plan = await context.read({ case: caseId }, (reader, who) =>
      planReply(
        { reader, who, accounts: this.accounts, linkTo: this.links.linkTo, fileTexts: this.fileTexts },
        caseId,
        inform,
      ),
    );
    return context.write((tx, who) => {
      const request = { message: inform, plan, seenVersion: null, leavesSpam: true };
      return blockSender(
        {
          ...{ tx, who, accounts },
          inform: { to: plan.to, send: () => reply({ tx, who, keyring: this.keyring }, caseId, request) },
        },
        body,
      );
    });
  }

  @Endpoint('unblockSender')
  unblock({ context, params: { id }, body: { caseId } }: Call<'unblockSender'>) {
    return context.write((tx, who) => unblockSender(tx, who, { id, caseId }));
  }
}
