import {
  addressesOf,
  allowInPerson,
  approveSignInLink,
  createSignInProvider,
  deleteSignInLink,
  deleteSignInProvider,
  lockoutsOfProviderChange,
  providerToTest,
  readSamlMetadata,
  samlProvider,
  shownProvider,
  signInLinks,
  signInProviders,
  signInsWithoutAccount,
  storedProvider,
  testProvider,
  testSamlProvider,
  updateSignInProvider,
} from '@guichet/access';
import { Accounts, systemMailAccount } from '@guichet/messages';
import { Config, Egress, Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';
import { SignInAtProvider } from './http/sign-in-at-provider.js';

@Controller()
export class SignInProvidersController {
  constructor(
    private readonly access: SignInAtProvider,
    private readonly guard: AuthGuard,
    private readonly keyring: Keyring,
    private readonly egress: Egress,
    private readonly config: Config,
    private readonly accounts: Accounts,
  ) {}

  @Endpoint('getSignInOptions')
  async options({ request }: Call<'getSignInOptions'>) {
    const options = await this.access.options(request);
    return { ...options, mailsPasswords: (await systemMailAccount(this.accounts)) !== undefined };
  }

  @Endpoint('beginSignIn')
  begin({ params, body, ...exchange }: Call<'beginSignIn'>) {
    return this.access.begin(params.id, body, exchange);
  }

  @Endpoint('finishSignIn')
  finish({ params, body, ...exchange }: Call<'finishSignIn'>) {
    return this.access.finish(params.id, body, exchange);
  }

  @Endpoint('getProviderSignOut')
  async signOut({ context }: Call<'getProviderSignOut'>) {
    return { url: await this.access.signOutUrl(context.who) };
  }

  @Endpoint('listSignInProviders')
  list({ context, query }: Call<'listSignInProviders'>) {
    const shown = context
      .read('settings', signInProviders)
      .then((stored) => stored.map((provider) => shownProvider(provider, this.config.publicUrl)));
    return pageOfWholeList(shown, query, byId);
  }

  @Endpoint('createSignInProvider')
  async create({ context, body }: Call<'createSignInProvider'>) {
    return context.write(async (tx, who) =>
      shownProvider(
        await createSignInProvider(tx, who, { keyring: this.keyring, wanted: body }),
        this.config.publicUrl,
      ),
    );
  }

  @Endpoint('updateSignInProvider')
  update({ context, params, body }: Call<'updateSignInProvider'>) {
    return context.write(async (tx, who) => {
      const change = { id: params.id, keyring: this.keyring, wanted: body };
      return shownProvider(await updateSignInProvider(tx, who, change), this.config.publicUrl);
    });
  }

  @Endpoint('deleteSignInProvider')
  remove({ context, params }: Call<'deleteSignInProvider'>) {
    return context.write((tx, who) => deleteSignInProvider(tx, who, params.id));
  }

  @Endpoint('previewSignInProvider')
  preview({ context, params, body }: Call<'previewSignInProvider'>) {
    return context.read('settings', (reader, who) =>
      lockoutsOfProviderChange(reader, who, { id: params.id, wanted: body.wanted }),
    );
  }

  @Endpoint('readSamlMetadata')
  readMetadata({ context, body }: Call<'readSamlMetadata'>) {
    allowInPerson(context.who);
    return readSamlMetadata(body.xml);
  }

  @Endpoint('testSignInProvider')
  async test({ context, params }: Call<'testSignInProvider'>) {
    allowInPerson(context.who);
    const stored = await context.read('settings', (reader) => storedProvider(reader, params.id));
    if (stored.profile === 'saml')
      return { checks: await testSamlProvider(samlProvider(stored, this.config.publicUrl), this.egress) };
    const { redirectUri } = addressesOf(this.config.publicUrl, stored);
    const provider = providerToTest(stored, this.keyring);
    return { checks: await testProvider(provider, { http: this.egress, redirectUri }) };
  }

  @Endpoint('listSignInsWithoutAccount')
  withoutAccount({ context, params, query }: Call<'listSignInsWithoutAccount'>) {
    const shown = context.read('settings', (reader, who) => signInsWithoutAccount(reader, who, params.id));
    return pageOfWholeList(shown, query, byId);
  }

  @Endpoint('listSignInLinks')
  links({ context, query }: Call<'listSignInLinks'>) {
    return pageOfWholeList(context.read('settings', signInLinks), query, byId);
  }

  @Endpoint('approveSignInLink')
  async approve({ context, params }: Call<'approveSignInLink'>) {
    await context.write((tx, who) => approveSignInLink(tx, who, params.id));
    this.guard.invalidate();
  }

  @Endpoint('deleteSignInLink')
  async unlink({ context, params }: Call<'deleteSignInLink'>) {
    await context.write((tx, who) => deleteSignInLink(tx, who, params.id));
    this.guard.invalidate();
  }
}
