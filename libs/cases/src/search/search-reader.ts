import type { Principal, Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';

/** Who reads, and what they may. */
export type Reading = Reader & { who: Principal; visible: Scope };
