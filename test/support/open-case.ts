import type { Principal } from '@guichet/access';
import { openCase as open } from '@guichet/cases';
import type { TestTown } from './test-town.js';

/** Opens a case as an agent does, in the first of their teams. */
export const openCase = (town: TestTown, who: Principal, subject: string): Promise<string> =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) => open(tx, who, { subject }));
