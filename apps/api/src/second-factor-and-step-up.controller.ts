import {
  beginSecondFactor,
  confirmSecondFactor,
  ownSecondFactor,
  prove,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  saveSignInRules,
  secondFactorOf,
  signInRulesState,
} from '@guichet/access';
import { notify } from '@guichet/notifications';
import { Keyring } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { AgentCookies } from './http/agent-cookies.js';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { CodeAttemptLimits } from './http/limit-code-attempts.js';
import { SignInByPasskey } from './http/sign-in-by-passkey.js';
import { SignIn } from './http/sign-in.js';

/** Whatever takes a code or a password is written without an `Idempotency-Key`: the same again must prove it again. */
@Controller()
export class SecondFactorController {
  constructor(
    private readonly access: SignIn,
    private readonly guard: AuthGuard,
    private readonly limits: CodeAttemptLimits,
    private readonly cookies: AgentCookies,
    private readonly keyring: Keyring,
    private readonly passkeys: SignInByPasskey,
  ) {}

  @Endpoint('passSecondStep')
  passSecondStep({ body, request, reply }: Call<'passSecondStep'>) {
    return this.access.passSecondStep(body, request, reply);
  }

  @Endpoint('getSecondFactor')
  get({ context }: Call<'getSecondFactor'>) {
    return context.read({ agent: context.who.id }, ownSecondFactor);
  }

  @Endpoint('beginSecondFactor')
  begin({ context }: Call<'beginSecondFactor'>) {
    return context.writeSecret((tx, who) => beginSecondFactor(tx, who, this.keyring));
  }

  @Endpoint('confirmSecondFactor')
  async confirm({ context, body: { code }, request }: Call<'confirmSecondFactor'>) {
    const { keyring } = this;
    const device = this.cookies.read(request, 'device');
    const codes = await this.limits.limit(context.who, request, () =>
      context.writeSecret((tx, who) => confirmSecondFactor(tx, who, { keyring, code, device })),
    );
    this.guard.invalidate();
    return codes;
  }

  @Endpoint('renewRecoveryCodes')
  renewCodes({ context }: Call<'renewRecoveryCodes'>) {
    return context.writeSecret((tx, who) => renewRecoveryCodes(tx, who, this.keyring));
  }

  @Endpoint('removeSecondFactor')
  async remove({ context, body, request }: Call<'removeSecondFactor'>) {
    const { keyring } = this;
    await this.limits.limit(context.who, request, () =>
      context.writeSecret((tx, who) => removeSecondFactor(tx, who, { keyring, ...body })),
    );
    this.guard.invalidate();
  }

  @Endpoint('getSecondFactorOf')
  getOf({ context, params: { id } }: Call<'getSecondFactorOf'>) {
    return context.read({ agent: id }, (reader, who) => secondFactorOf(reader, who, id));
  }

  @Endpoint('resetSecondFactor')
  async reset({ context, params: { id: agentId } }: Call<'resetSecondFactor'>) {
    await context.write(async (tx, who) => {
      await resetSecondFactor(tx, who, agentId);
      await notify(tx, [{ agentId, caseId: null, about: { type: 'second-factor-reset', by: who.name } }]);
    });
    this.guard.invalidate();
  }

  /** The guard has looked. */
  @Endpoint('getProof')
  getProof(_call: Call<'getProof'>): void {}

  @Endpoint('prove')
  async prove({ context, body: { passkey: assertion, ...body }, request }: Call<'prove'>) {
    const { keyring } = this;
    const passkey = assertion && (await this.passkeys.take(assertion, request));
    await this.limits.limit(context.who, request, () =>
      context.writeSecret((tx, who) => prove(tx, who, { keyring, ...body, passkey })),
    );
    this.guard.invalidate();
  }

  @Endpoint('getSignInRules')
  getRules({ context }: Call<'getSignInRules'>) {
    return context.read('settings', signInRulesState);
  }

  @Endpoint('saveSignInRules')
  async saveRules({ context, body }: Call<'saveSignInRules'>) {
    const saved = await context.write((tx, who) => saveSignInRules(tx, who, body));
    this.guard.invalidate();
    return saved;
  }
}
