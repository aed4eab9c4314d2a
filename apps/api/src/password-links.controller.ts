import { createPasswordLink, passwordLinks, revokePasswordLinks } from '@guichet/access';
import { Accounts, systemMailAccount } from '@guichet/messages';
import { Config, conflict } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { pageOfWholeList } from './http/page-of-whole-list.js';
import { PasswordLinks } from './http/password-links.js';

@Controller()
export class PasswordLinksController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly guard: AuthGuard,
    private readonly accounts: Accounts,
    private readonly config: Config,
  ) {}

  @Endpoint('forgotPassword')
  forgot({ body, request }: Call<'forgotPassword'>) {
    return this.links.forgot(body, request);
  }

  @Endpoint('checkPasswordLink')
  check({ body, request }: Call<'checkPasswordLink'>) {
    return this.links.check(body.secret, request);
  }

  @Endpoint('choosePassword')
  async choose({ body, request }: Call<'choosePassword'>) {
    await this.links.choose(body, request);
    this.guard.invalidate();
  }

  @Endpoint('listPasswordLinks')
  list({ context, query }: Call<'listPasswordLinks'>) {
    return pageOfWholeList(
      context.read('agents', passwordLinks),
      query,
      ({ agentId, purpose }) => `${agentId} ${purpose}`,
    );
  }

  @Endpoint('createPasswordLink')
  async create({ context, params, body }: Call<'createPasswordLink'>) {
    if (body.by === 'mail' && !(await systemMailAccount(this.accounts))) throw conflict('no-mail-account');
    const { link, secret } = await context.writeSecret((tx, who) =>
      createPasswordLink(tx, who, { agentId: params.id, by: body.by }),
    );
    return { ...link, link: secret && `${this.config.publicUrl}/choose-password#${secret}` };
  }

  @Endpoint('revokePasswordLink')
  revoke({ context, params }: Call<'revokePasswordLink'>) {
    return context.write((tx, who) => revokePasswordLinks(tx, who, params.id));
  }
}
