import { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AttemptCounters, type Use } from './attempt-counters.js';
import { SignInSessionAndDevice } from './sign-in-session-and-device.js';

const QUARTER = 15 * 60;
const DAY = 86_400;

/**
 * Wrong codes and passwords of one agent, whose password or session somebody has already. A browser in which the agent has signed in
 * before has a count of its own, so that whoever knows the password and tries codes elsewhere does not lock them out. All others share
 * two, of which the slower one keeps somebody patient from guessing a code in the end.
 */
const limits = {
  device: { name: 'second-factor-device', points: 10, seconds: QUARTER },
  agent: { name: 'second-factor', points: 10, seconds: QUARTER },
  day: { name: 'second-factor-day', points: 50, seconds: DAY },
} as const;
type Limited = keyof typeof limits;

/** Reasons of a field by which somebody learns that they have guessed wrong. That a new password is weak says nothing of the old one. */
const GUESSES = new Set<string>(['password-wrong', 'code-wrong']);

const isWrongGuess = (error: unknown): boolean =>
  error instanceof Failure &&
  (error.code === 'wrong-code' || (error.more.errors ?? []).some(({ reason }) => GUESSES.has(reason)));

/** Limits how often codes and present passwords are tried, whatever they are asked for: a code has only a million values. */
@Injectable()
export class CodeAttemptLimits {
  private readonly counters: AttemptCounters<Limited>;

  constructor(
    database: Database,
    @Inject(SignInSessionAndDevice) private readonly devices: Pick<SignInSessionAndDevice, 'known'>,
  ) {
    this.counters = new AttemptCounters(database, limits);
  }

  /**
   * Runs an attempt, which is counted before and no longer where it was right or failed for another reason. A right one does not
   * forgive those before: else the password would, for codes that are guessed. Throws `too-many-requests`, and what the attempt throws.
   */
  async limit<Result>(
    agent: { id: string; email: string },
    request: FastifyRequest,
    attempt: () => Promise<Result>,
  ): Promise<Result> {
    const device = await this.devices.known(agent.email, request);
    const uses: Use<Limited>[] = device
      ? [['device', `${agent.id} ${device}`]]
      : [
          ['agent', agent.id],
          ['day', agent.id],
        ];
    await this.counters.count(uses);
    try {
      const result = await attempt();
      await this.counters.giveBack(uses);
      return result;
    } catch (error) {
      if (!isWrongGuess(error)) await this.counters.giveBack(uses);
      throw error;
    }
  }
}
