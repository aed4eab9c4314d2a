import { caseDetail, shownEntry } from '@guichet/cases';
import { Accounts, openCaseByContact, recordContact, replyRoutesFor } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** How a person can be reached, and calls, visits and letters that are written down. */
@Controller()
export class ContactsController {
  constructor(private readonly accounts: Accounts) {}

  @Endpoint('listReplyRoutes')
  async replyRoutes({ context, params: { id } }: Call<'listReplyRoutes'>) {
    return {
      items: await context.read({ case: id }, (reader, who) =>
        replyRoutesFor({ reader, who, accounts: this.accounts }, id),
      ),
    };
  }

  @Endpoint('recordContact')
  async record({ context, params: { id }, body }: Call<'recordContact'>) {
    const entryId = await context.write((tx, who) => recordContact(tx, who, { caseId: id, contact: body }));
    return context.read({ case: id }, (reader, who) => shownEntry(reader, who, id, entryId));
  }

  @Endpoint('openCaseByContact')
  async open({ context, body }: Call<'openCaseByContact'>) {
    const id = await context.write((tx, who) => openCaseByContact(tx, who, body));
    return context.read({ case: id }, (reader, who) => caseDetail(reader, who, { id }));
  }
}
