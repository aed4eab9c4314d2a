import {
  addPasskey,
  beginPasskey,
  deletePasskey,
  deletePasskeysOf,
  ofSession,
  ownPasskeys,
  renamePasskey,
  takeChallenge,
} from '@guichet/access';
import { notify } from '@guichet/notifications';
import { Config, Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { notifyOfNewPasskey, notifyOfRemovedPasskey } from './http/notify-of-devices-and-passkeys.js';
import { AgentCookies } from './http/agent-cookies.js';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';
import { SignInByPasskey } from './http/sign-in-by-passkey.js';

@Controller()
export class PasskeysController {
  constructor(
    private readonly access: SignInByPasskey,
    private readonly guard: AuthGuard,
    private readonly cookies: AgentCookies,
    private readonly keyring: Keyring,
    private readonly config: Config,
  ) {}

  @Endpoint('beginPasskeyUse')
  beginUse({ context, request, reply }: Call<'beginPasskeyUse'>) {
    return this.access.begin(context?.who, { request, reply });
  }

  @Endpoint('signInByPasskey')
  signIn({ body, request, reply }: Call<'signInByPasskey'>) {
    return this.access.signIn(body, { request, reply });
  }

  @Endpoint('listPasskeys')
  list({ context, query }: Call<'listPasskeys'>) {
    const own = context.read({ agent: context.who.id }, (reader, who) =>
      ownPasskeys(reader, who, this.config.publicUrl),
    );
    return pageOfWholeList(own, query, byId);
  }

  @Endpoint('beginPasskey')
  begin({ context }: Call<'beginPasskey'>) {
    const { publicUrl } = this.config;
    return context.writeSecret((tx, who) => beginPasskey(tx, who, { publicUrl }));
  }

  /** Written without an `Idempotency-Key`: a passkey is added once by what it has signed. */
  @Endpoint('addPasskey')
  async add({ context, body: credential, request }: Call<'addPasskey'>) {
    const { clientDataJSON, name } = credential;
    const challenge = await context.writeSecret((tx, who) =>
      takeChallenge(tx, { clientDataJSON, boundTo: ofSession(who) }),
    );
    const { publicUrl } = this.config;
    const place = { userAgent: context.userAgent, device: this.cookies.read(request, 'device') };
    const added = await context.writeSecret(async (tx, who) => {
      await notifyOfNewPasskey(tx, { agentId: who.id, name }, request);
      return addPasskey(tx, who, { keyring: this.keyring, publicUrl, credential, challenge, ...place });
    });
    this.guard.invalidate();
    return added;
  }

  @Endpoint('renamePasskey')
  rename({ context, params: { id }, body: { name } }: Call<'renamePasskey'>) {
    return context.write((tx, who) => renamePasskey(tx, who, { id, name }));
  }

  @Endpoint('deletePasskey')
  async remove({ context, params: { id }, request }: Call<'deletePasskey'>) {
    await context.write(async (tx, who) => {
      const { name } = await deletePasskey(tx, who, id);
      await notifyOfRemovedPasskey(tx, { agentId: who.id, name }, request);
    });
    this.guard.invalidate();
  }

  @Endpoint('deletePasskeysOf')
  async removeAll({ context, params: { id: agentId } }: Call<'deletePasskeysOf'>) {
    await context.write(async (tx, who) => {
      await deletePasskeysOf(tx, who, agentId);
      await notify(tx, [{ agentId, caseId: null, about: { type: 'passkeys-removed', by: who.name } }]);
    });
    this.guard.invalidate();
  }
}
