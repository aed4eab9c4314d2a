import { choosePassword, openPasswordLink } from '@guichet/access';
import type { ChoosePassword, ForgotPassword, OpenPasswordLink } from '@guichet/contracts';
import { Database, SharedLimiter } from '@guichet/database';
import { networkOf } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestLimits } from './limit-requests.js';
import { SignInLimits } from './limit-sign-ins.js';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';
import { SignInSessionAndDevice } from './sign-in-session-and-device.js';

const HOUR = 3600;
const PER_ACCOUNT = { name: 'forgotten-password', points: 5, seconds: HOUR };
const PER_NETWORK = { name: 'forgotten-password-network', points: 30, seconds: HOUR };
const LINKS = { kind: 'system', name: 'Password links' } as const;

/** Passwords that are chosen by a link. It uses the database itself, as nobody has signed in yet. */
@Injectable()
export class PasswordLinks {
  private readonly perAccount: SharedLimiter;
  private readonly perNetwork: SharedLimiter;

  constructor(
    private readonly database: Database,
    private readonly limits: RequestLimits,
    private readonly signIns: SignInLimits,
    private readonly devices: SignInSessionAndDevice,
  ) {
    this.perAccount = new SharedLimiter(database, PER_ACCOUNT);
    this.perNetwork = new SharedLimiter(database, PER_NETWORK);
  }

  /**
   * Asks for a mail with a link. It does the same for every address, known or not, so that neither the response nor its time tells
   * who works here: only the job looks for the agent. Throws `too-many-requests` for a network that asks too often; for an address
   * that is asked for too often, nothing more is sent, and nothing is said.
   */
  async forgot({ email, language }: ForgotPassword, { ip }: FastifyRequest): Promise<void> {
    const { isOver, resetSeconds } = await this.perNetwork.use(networkOf(ip));
    if (isOver) refuseTooManyRequests(resetSeconds);
    const account = email.toLowerCase();
    if ((await this.perAccount.use(account)).isOver) return;
    await this.database.write(LINKS, (tx) =>
      tx.job('mail-forgotten-password', { email: account, language }, { maxAttempts: 8 }),
    );
  }

  /**
   * Throws `not-found` for a secret that is not, or no longer, good, and `too-many-requests`. There is nothing to guess in 256 random
   * bits: what is limited are requests, as for everything that is public.
   */
  async check(secret: string, request: FastifyRequest): Promise<OpenPasswordLink> {
    await this.limits.publicRead(request.ip);
    return openPasswordLink(this.database, secret);
  }

  /** As `check`; and `invalid-request` for a password that is easy to guess. */
  async choose(body: ChoosePassword, request: FastifyRequest): Promise<void> {
    await this.limits.publicRead(request.ip);
    const { email: account } = await this.database.write(LINKS, (tx) => choosePassword(tx, body));
    await this.signIns.clear({ account, address: request.ip, device: await this.devices.known(account, request) });
  }
}
