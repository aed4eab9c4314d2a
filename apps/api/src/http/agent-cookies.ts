import { CHALLENGE_SECONDS, DEVICE_DAYS, PASSKEY_MINUTES, SESSION_DAYS } from '@guichet/access';
import { cookieName, plainCookieName, type AgentCookie } from '@guichet/live';
import { Config } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const DAY = 86_400;
const seconds = {
  session: SESSION_DAYS * DAY,
  device: DEVICE_DAYS * DAY,
  secondStep: CHALLENGE_SECONDS,
  passkey: PASSKEY_MINUTES * 60,
} as const satisfies Record<AgentCookie, number>;

/** The cookies of agents' browsers: set, read and deleted here alone. No script reads them, and no other host sets them. */
@Injectable()
export class AgentCookies {
  constructor(private readonly config: Config) {}

  /** What the browser sent; null where it is nothing that we could have set. */
  read({ cookies }: FastifyRequest, cookie: AgentCookie): string | null {
    const value = cookies[cookieName(cookie, this.config.publicUrl)];
    return value && /^[\w-]{43}$/.test(value) ? value : null;
  }

  set(reply: FastifyReply, cookie: AgentCookie, secret: string): void {
    reply.setCookie(cookieName(cookie, this.config.publicUrl), secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      maxAge: seconds[cookie],
    });
    if (this.isSecure) reply.clearCookie(plainCookieName(cookie), { path: '/' });
  }

  clear(reply: FastifyReply, cookie: AgentCookie): void {
    reply.clearCookie(cookieName(cookie, this.config.publicUrl), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
    });
  }

  private get isSecure(): boolean {
    return this.config.publicUrl.startsWith('https:');
  }
}
