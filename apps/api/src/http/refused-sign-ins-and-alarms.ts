import { causeOf, recordRefusedSignIn, type WrongSignIn } from '@guichet/access';
import { Database, SharedLimiter } from '@guichet/database';
import { notifyOfRefusedSignIns } from '@guichet/notifications';
import { counter, Failure, Logger, networkOf } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;
const QUARTER = 15 * 60;
const HOUR = 3600;

/** So many refused sign-ins within an hour are more than a forgotten password: for one account, and from one network. */
const UNUSUAL = {
  account: { name: 'refused-by-account', points: 10, seconds: HOUR, isReturnable: true },
  network: { name: 'refused-by-network', points: 50, seconds: HOUR, isReturnable: true },
} as const;
/** Administrators are alarmed once an hour of the same. */
const ALARM = { name: 'sign-in-alarm', points: 1, seconds: HOUR };

/**
 * That somebody is blocked is noted once while it lasts, and not each time that they try all the same. One network may go through
 * any number of accounts, of which the first say as much as all.
 */
const NOTED_BLOCKS = {
  pair: { name: 'noted-block', points: 1, seconds: QUARTER },
  network: { name: 'noted-block-network', points: 20, seconds: QUARTER },
} as const;

const REFUSED = new Set(['wrong-credentials', 'wrong-code']);
const refused = counter('guichet_sign_ins_refused_total', 'Sign-ins with a wrong address, password, code or passkey.');

/** As it came in, with what is wrong mostly in this way of signing in. */
type UsuallyWrong = WrongSignIn & Required<Pick<WrongSignIn, 'cause'>>;

/** Keeps account of refused sign-ins, and alarms administrators when there are unusually many. */
@Injectable()
export class SignInRefusals {
  private readonly byAccount: SharedLimiter;
  private readonly byNetwork: SharedLimiter;
  private readonly alarms: SharedLimiter;
  private readonly blocks: SharedLimiter;
  private readonly blocksOfNetwork: SharedLimiter;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.byAccount = new SharedLimiter(database, UNUSUAL.account);
    this.byNetwork = new SharedLimiter(database, UNUSUAL.network);
    this.alarms = new SharedLimiter(database, ALARM);
    this.blocks = new SharedLimiter(database, NOTED_BLOCKS.pair);
    this.blocksOfNetwork = new SharedLimiter(database, NOTED_BLOCKS.network);
  }

  /** Runs an attempt to sign in. One that is refused for what was typed is noted, and refused. */
  async noting<Result>(typed: UsuallyWrong, attempt: () => Promise<Result>): Promise<Result> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Failure && REFUSED.has(error.code))
        await this.note({ ...typed, ...causeOf(error, typed.cause) });
      throw error;
    }
  }

  /** Runs an attempt that may come after too many others. That it was refused for these is noted, and refused. */
  async notingBlocks<Result>(typed: WrongSignIn, attempt: () => Promise<Result>): Promise<Result> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Failure && error.code === 'too-many-requests')
        await this.noteBlock(typed, error.more.retryAfter ?? 0);
      throw error;
    }
  }

  private async noteBlock(typed: WrongSignIn, seconds: number): Promise<void> {
    const network = networkOf(typed.address);
    if ((await this.blocks.use(`${typed.email.toLowerCase()} ${network}`)).isOver) return;
    if ((await this.blocksOfNetwork.use(network)).isOver) return;
    const blockedUntil = new Date(this.database.now.getTime() + seconds * 1000);
    await this.database.write(SIGN_IN, (tx) => recordRefusedSignIn(tx, { ...typed, blockedUntil }));
  }

  /** The same work for an account that there is and for one that there is not, as the time that it takes could tell. */
  private async note(typed: WrongSignIn): Promise<void> {
    const network = networkOf(typed.address);
    const agent = await this.database.write(SIGN_IN, (tx) => recordRefusedSignIn(tx, typed));
    refused.inc();
    this.logger.warn('A sign-in was refused.', { agentId: agent?.id ?? null, network });
    const manyForAccount = await this.isUnusual(this.byAccount, typed.email.toLowerCase());
    const manyFromNetwork = await this.isUnusual(this.byNetwork, network);
    if (!manyForAccount && !manyFromNetwork) return;
    await this.database.write(SIGN_IN, async (tx) => {
      if (manyForAccount && agent)
        await notifyOfRefusedSignIns(tx, { account: agent.name, address: null, count: UNUSUAL.account.points });
      if (manyFromNetwork)
        await notifyOfRefusedSignIns(tx, { account: null, address: network, count: UNUSUAL.network.points });
    });
  }

  /** Counts a refusal. Returns whether there are so many within the hour that it is time for an alarm. */
  private async isUnusual(limiter: SharedLimiter, subject: string): Promise<boolean> {
    const { isOver, left } = await limiter.use(subject);
    return (isOver || left === 0) && !(await this.alarms.use(`${limiter.limit.name} ${subject}`)).isOver;
  }
}
