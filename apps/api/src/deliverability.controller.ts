import { Accounts, createDkimKey, Deliverability, deleteDkimKey, setSigning } from '@guichet/messages';
import { Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class DeliverabilityController {
  constructor(
    private readonly deliverability: Deliverability,
    private readonly accounts: Accounts,
    private readonly keyring: Keyring,
  ) {}

  @Endpoint('listSendingDomains')
  list({ context, query }: Call<'listSendingDomains'>) {
    return pageOfWholeList(
      context.read('channels', (reader, who) => this.deliverability.list(reader, who)),
      query,
      ({ domain }) => domain,
    );
  }

  @Endpoint('checkSendingDomain')
  check({ context, params }: Call<'checkSendingDomain'>) {
    return this.deliverability.check(context.who, params.domain);
  }

  @Endpoint('updateSendingDomain')
  async update({ context, params: { domain }, body }: Call<'updateSendingDomain'>) {
    const accounts = await this.accounts.all();
    return context.write(async (tx, who) => {
      await setSigning({ tx, who, accounts }, domain, body.signs);
      return this.deliverability.get(tx, who, domain);
    });
  }

  @Endpoint('createDkimKey')
  async createKey({ context, params: { domain }, body }: Call<'createDkimKey'>) {
    const { keyring } = this;
    const accounts = await this.accounts.all();
    return context.write(async (tx, who) => {
      await createDkimKey({ tx, who, accounts, keyring }, domain, body.algorithm);
      return this.deliverability.get(tx, who, domain);
    });
  }

  @Endpoint('deleteDkimKey')
  async deleteKey({ context, params: { domain, keyId } }: Call<'deleteDkimKey'>) {
    const accounts = await this.accounts.all();
    return context.write(async (tx, who) => {
      await deleteDkimKey({ tx, who, accounts }, domain, keyId);
      return this.deliverability.get(tx, who, domain);
    });
  }
}
