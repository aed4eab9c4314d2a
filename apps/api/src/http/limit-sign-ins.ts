import { Database, SharedLimiter } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** Failures of signing in, by account and by address of the network: enough for a forgotten password, not for guessing. */
const PER_ACCOUNT = { name: 'sign-in-account', points: 10, seconds: 15 * 60, isReturnable: true };
const PER_ADDRESS = { name: 'sign-in-address', points: 100, seconds: 15 * 60, isReturnable: true };

@Injectable()
export class SignInLimits {
  private readonly perAccount: SharedLimiter;
  private readonly perAddress: SharedLimiter;

  constructor(database: Database) {
    this.perAccount = new SharedLimiter(database, PER_ACCOUNT);
    this.perAddress = new SharedLimiter(database, PER_ADDRESS);
  }

  /**
   * Runs an attempt to sign in; a wrong one counts, a right one clears the count of its account. It is counted before, so that
   * a hundred at once are not all let through. Throws `too-many-requests`.
   */
  async limit<Result>(email: string, address: string, attempt: () => Promise<Result>): Promise<Result> {
    const account = email.toLowerCase();
    // The address first: whoever is refused by it locks nobody's account.
    const ofAddress = await this.perAddress.use(address);
    if (ofAddress.isOver) refuseTooManyRequests(ofAddress.resetSeconds);
    const ofAccount = await this.perAccount.use(account);
    if (ofAccount.isOver) {
      await this.perAddress.giveBack(address);
      refuseTooManyRequests(ofAccount.resetSeconds);
    }
    const result = await attempt();
    await this.perAccount.clear(account);
    await this.perAddress.giveBack(address);
    return result;
  }
}
