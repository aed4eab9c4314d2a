import { Accounts, replyRoutesFor } from '@guichet/messages';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class ReplyRoutesController {
  constructor(private readonly accounts: Accounts) {}

  @Endpoint('listReplyRoutes')
  async replyRoutes({ context, params: { id } }: Call<'listReplyRoutes'>) {
    const { routes } = await context.read({ case: id }, (reader, who) =>
      replyRoutesFor({ reader, who, accounts: this.accounts }, id),
    );
    return { items: routes };
  }
}
