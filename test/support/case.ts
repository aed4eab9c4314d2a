import type { Principal } from '@guichet/access';
import { openCase as open } from '@guichet/cases';
import type { Town } from './town.js';

/** A case that an agent opens by hand, in the first of their teams. */
export const openCase = (town: Town, who: Principal, subject: string): Promise<string> =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) => open(tx, who, { subject }));
