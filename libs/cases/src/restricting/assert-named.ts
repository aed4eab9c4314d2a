import type { Principal } from '@guichet/access';
import type { Case } from '@guichet/database';
import { Failure } from '@guichet/platform';

/**
 * Who sees a restricted case is decided by those who are named. A broken glass opens it for an hour; whoever could name themselves,
 * lift the restriction or take the case to a team of theirs would keep it open for good.
 *
 * @throws Failure `not-permitted` for anybody else.
 */
export function assertNamed(who: Principal, { restrictedTo }: Pick<Case, 'restrictedTo'>): void {
  if (restrictedTo?.includes(who.id) === false) throw new Failure('not-permitted');
}
