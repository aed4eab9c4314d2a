import { Database } from '@guichet/database';
import { Failure, networkOf } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { AttemptCounters, type Use } from './attempt-counters.js';

const QUARTER = 15 * 60;
const HOUR = 3600;

/**
 * Wrong attempts to sign in that are free. In a browser where the account has signed in before, only its own count, so that
 * nobody who guesses elsewhere locks its agent out. All others share three: by account and network, which is enough for a
 * forgotten password; by network over all accounts; and, against guessing from many networks, a slower one by account. Programs
 * have none by account: no number of networks guesses 256 bits, and who knows a client's id would lock it out.
 */
const limits = {
  device: { name: 'sign-in-device', points: 10, seconds: QUARTER },
  network: { name: 'sign-in-network', points: 100, seconds: QUARTER },
  pair: { name: 'sign-in-account-network', points: 10, seconds: QUARTER },
  account: { name: 'sign-in-account', points: 50, seconds: 3 * HOUR },
} as const;
type Limited = keyof typeof limits;

/** Failures by which somebody learns that they have guessed wrong. Whatever else fails says nothing of the secret. */
const GUESSES = new Set(['wrong-credentials', 'wrong-code', 'not-found']);

export interface SignInSource {
  /** What was typed as the mail address, or what else is guessed at. */
  account: string;
  /** The address of the network. */
  address: string;
  /** The secret of a device that is known for this account; null for any other. */
  device: string | null;
  /** Whether a program shows a secret of 256 random bits, and nobody a password. */
  isProgram?: boolean;
}

/** How often somebody may guess, at all processes together and whether or not there is such an account. */
@Injectable()
export class SignInLimits {
  private readonly counters: AttemptCounters<Limited>;

  constructor(database: Database) {
    this.counters = new AttemptCounters(database, limits);
  }

  /**
   * Runs an attempt to sign in. It is counted before, so that a hundred at once are not all let through, and no longer when
   * it turns out to be right or fails for another reason. Throws `too-many-requests`, and what the attempt throws.
   */
  async limit<Result>(source: SignInSource, attempt: () => Promise<Result>): Promise<Result> {
    const uses = usesOf(source);
    await this.counters.count(uses);
    try {
      const result = await attempt();
      await this.forgive(uses);
      return result;
    } catch (error) {
      if (!(error instanceof Failure && GUESSES.has(error.code))) await this.counters.giveBack(uses);
      throw error;
    }
  }

  /** Whoever has just chosen a password by a link has proved who they are: mistakes that led them there count no more. */
  async clear(source: SignInSource): Promise<void> {
    await this.counters.clear(usesOf(source).filter(isOfPlace));
  }

  /** Mistakes before the right password count no more, but only where they were made: others may be guessing elsewhere. */
  private async forgive(uses: readonly Use<Limited>[]): Promise<void> {
    await this.counters.clear(uses.filter(isOfPlace));
    await this.counters.giveBack(uses.filter((use) => !isOfPlace(use)));
  }
}

/** Whether a limit counts what was tried in one place, and not what anybody tried anywhere. */
const isOfPlace = ([what]: Use<Limited>): boolean => what === 'device' || what === 'pair';

function usesOf({ account: typed, address, device, isProgram = false }: SignInSource): Use<Limited>[] {
  const account = typed.toLowerCase();
  if (device) return [['device', `${account} ${device}`]];
  const network = networkOf(address);
  const ofPlace: Use<Limited>[] = [
    ['network', network],
    ['pair', `${account} ${network}`],
  ];
  return isProgram ? ofPlace : [...ofPlace, ['account', account]];
}
