import {
  endSession,
  permissionsOf,
  sessionsOf,
  setUp,
  setupIsOpen,
  signIn,
  SESSION_DAYS,
  teams,
  openSession,
  updateMe,
} from '@guichet/access';
import { Session, Setup, SetupState, SignIn, UpdateMe, page, Id, Instant } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { EventTail, SESSION_COOKIE } from '@guichet/live';
import { Config, Failure } from '@guichet/platform';
import { Body, Controller, Delete, Get, Ip, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersNothing } from './answers.js';
import { Ask, Asks } from './ask.js';
import { AuthGuard, InPerson, Public } from './auth.guard.js';
import { limitedSignIn } from './limits.js';

const OpenSession = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  createdAt: Instant,
  seenAt: Instant,
  current: z.boolean(),
});

@ApiTags('session')
@Controller()
export class SessionController {
  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly config: Config,
    private readonly guard: AuthGuard,
  ) {}

  @Public()
  @Post('session')
  @Answers(z.object({ ok: z.literal(true) }), 201)
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    const { secret } = await limitedSignIn(body.email, ip, () =>
      signIn(this.database, body.email, body.password, request.headers['user-agent'] ?? null),
    );
    this.setCookie(reply, secret);
    return { ok: true };
  }

  @Public()
  @Get('session')
  @Answers(Session)
  async whoAmI(@Asks() ask: Ask | undefined): Promise<Session> {
    if (!ask) throw new Failure('not-signed-in');
    const { who } = ask;
    const position = this.tail.position;
    const mine = (await teams(this.database)).filter(({ id }) => who.teamIds.includes(id));
    return {
      agent: { ...who, active: true, createdAt: who.createdAt.toISOString() },
      teams: mine.map(({ id, name }) => ({ id, name })),
      permissions: permissionsOf(who),
      csrfToken: who.session?.csrfToken ?? '',
      position,
    };
  }

  @Delete('session')
  @AnswersNothing()
  async signOut(@Asks() ask: Ask, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (ask.who.session) await ask.write((tx) => endSession(tx, ask.who.id, ask.who.session!.id));
    this.guard.forget();
    reply.header('Clear-Site-Data', '"cache"').clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @InPerson()
  @Patch('me')
  @AnswersNothing()
  async updateMe(@Asks() ask: Ask, @Body({ schema: UpdateMe }) body: UpdateMe): Promise<void> {
    await ask.write((tx) => updateMe(tx, ask.who, body));
    this.guard.forget();
  }

  @InPerson()
  @Get('sessions')
  @Answers(page(OpenSession))
  async sessions(@Asks() { who }: Ask) {
    const items = (await sessionsOf(this.database, who.id)).map((session) => ({
      ...session,
      createdAt: session.createdAt.toISOString(),
      seenAt: session.seenAt.toISOString(),
      current: session.id === who.session?.id,
    }));
    return { items, nextCursor: null };
  }

  @InPerson()
  @Delete('sessions/:id')
  @AnswersNothing()
  async endSession(@Asks() ask: Ask, @Param('id', { schema: Id }) id: string): Promise<void> {
    await ask.write((tx) => endSession(tx, ask.who.id, id));
    this.guard.forget();
  }

  @Public()
  @Get('setup')
  @Answers(SetupState)
  async setupState(): Promise<{ open: boolean }> {
    return { open: await setupIsOpen(this.database) };
  }

  /** Creates the first administrator and signs them in. */
  @Public()
  @Post('setup')
  @Answers(z.object({ ok: z.literal(true) }), 201)
  async setUp(
    @Body({ schema: Setup }) body: Setup,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    const agentId = await limitedSignIn('setup', ip, () => setUp(this.database, body));
    const actor = { kind: 'agent', id: agentId, name: body.name } as const;
    const secret = await this.database.write(actor, (tx) =>
      openSession(tx, agentId, request.headers['user-agent'] ?? null),
    );
    this.setCookie(reply, secret);
    return { ok: true };
  }

  private setCookie(reply: FastifyReply, secret: string): void {
    const secure = this.config.publicUrl.startsWith('https:');
    reply.setCookie(SESSION_COOKIE, secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: SESSION_DAYS * 86_400,
    });
  }
}
