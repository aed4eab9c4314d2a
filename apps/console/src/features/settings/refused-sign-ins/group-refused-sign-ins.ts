import type { RefusedSignIn } from '@guichet/contracts';

const subjectOf = ({ account, cause, address, userAgent, blockedUntil }: RefusedSignIn) =>
  JSON.stringify([account, cause, address, userAgent, blockedUntil]);

/**
 * Joins what follows one another for the same account, from the same network and device, newest first: forty guesses of one
 * attacker are one line. That they were blocked then is another. The newest of each group stands first.
 */
export function groupRefusedSignIns(items: readonly RefusedSignIn[]): [RefusedSignIn, ...RefusedSignIn[]][] {
  const groups: [RefusedSignIn, ...RefusedSignIn[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && subjectOf(last[0]) === subjectOf(item)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
