import type { Principal } from '@guichet/access';
import type { CaseStatus, Permission } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { pick } from './drawn-steps.js';
import type { RandomHistory } from './random-history.js';
import type { StoredCase } from './stored-rows.js';

/** Who reads in which history, and a number by which the read draws what it asks for. */
export interface Reading {
  history: RandomHistory;
  who: Principal;
  n: number;
}

/** Asks the product, compares the answer with the model, and returns it, so that nothing hidden is looked for in it. */
export type Read = (reading: Reading) => Promise<unknown>;

export const UNFINISHED: CaseStatus[] = ['open', 'waiting', 'snoozed'];
export const isUnfinished = ({ status }: StoredCase): boolean => UNFINISHED.includes(status);
export const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id).sort();

/** The answer, or the code of the refusal. */
export const answered = (ask: () => Promise<unknown>): Promise<unknown> =>
  ask().catch((error: unknown) => (error as { code?: string }).code ?? Promise.reject(error as Error));

export const write = <Result>({ history, who }: Reading, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
  history.hasUnheard = true;
  return history.as(who, work);
};

/** A read of one case: it answers whoever may see it, and says `not-found` to everybody else. */
export const ofCase =
  (name: string, ask: (reading: Reading, caseId: string) => Promise<unknown>): Read =>
  async (reading) => {
    const { history, who, n } = reading;
    const { cases } = history.rows;
    // Half of them of what was moved, which tells of two cases.
    const moved = cases.filter(({ isMoved }) => isMoved);
    const item = pick(n % 2 === 1 && moved.length > 0 ? moved : cases, n >> 1);
    if (!item) return null;
    const answer = await answered(async () => ask(reading, item.id));
    const may = history.visibleTo(who.id).includes(item);
    const expected = may ? 'an answer' : history.permitted.has(who.id, 'case.read') ? 'not-found' : 'not-permitted';
    const got = answer === 'not-found' || answer === 'not-permitted' ? answer : 'an answer';
    expect([name, got]).toEqual([name, expected]);
    return may ? answer : null;
  };

/** A read that answers all who have a permission somewhere, and refuses everybody else. */
export const withPermission =
  (permission: Permission, ask: (reading: Reading) => Promise<unknown>): Read =>
  async (reading) => {
    if (reading.history.permitted.has(reading.who.id, permission)) return ask(reading);
    const answer = await answered(async () => ask(reading));
    expect([permission, answer]).toEqual([permission, 'not-permitted']);
    return null;
  };
