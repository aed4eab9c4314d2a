import { endOtherSessions, endSession, listRefusedSignIns, sessionsOf, updateMe } from '@guichet/access';
import { Failure } from '@guichet/platform';
import { Controller } from '@nestjs/common';
import { AgentCookies } from './http/agent-cookies.js';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { CodeAttemptLimits } from './http/limit-code-attempts.js';
import { SignIn } from './http/sign-in.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly access: SignIn,
    private readonly guard: AuthGuard,
    private readonly limits: CodeAttemptLimits,
    private readonly cookies: AgentCookies,
  ) {}

  @Endpoint('signIn')
  signIn({ body, request, reply }: Call<'signIn'>) {
    return this.access.signIn(body, request, reply);
  }

  @Endpoint('getSession')
  get({ context }: Call<'getSession'>) {
    if (!context) throw new Failure('not-signed-in');
    return this.access.session(context.who);
  }

  @Endpoint('signOut')
  async signOut({ context, reply }: Call<'signOut'>) {
    const { session } = context.who;
    if (session) await context.write((tx, who) => endSession(tx, who.id, session.id));
    this.guard.invalidate();
    this.access.signOut(reply);
  }

  @Endpoint('updateMe')
  async updateMe({ context, body, request }: Call<'updateMe'>) {
    const device = this.cookies.read(request, 'device');
    const update = () => context.write((tx, who) => updateMe(tx, who, { ...body, device }));
    // Whoever found a session open must not try passwords in it.
    await (body.password === undefined ? update() : this.limits.limit(context.who, request, update));
    this.guard.invalidate();
  }

  @Endpoint('listSessions')
  list({ context, query }: Call<'listSessions'>) {
    return pageOfWholeList(context.read('sessions', sessionsOf), query, byId);
  }

  @Endpoint('endOtherSessions')
  async endOthers({ context }: Call<'endOtherSessions'>) {
    await context.write(endOtherSessions);
    this.guard.invalidate();
  }

  @Endpoint('endSession')
  async end({ context, params }: Call<'endSession'>) {
    await context.write((tx, who) => endSession(tx, who.id, params.id));
    this.guard.invalidate();
  }

  @Endpoint('listRefusedSignIns')
  refused({ context, query }: Call<'listRefusedSignIns'>) {
    return context.read('refused-sign-ins', (reader, who) => listRefusedSignIns(reader, who, query));
  }
}
