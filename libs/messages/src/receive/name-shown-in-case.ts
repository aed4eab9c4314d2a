import type { KnownHandle } from '@guichet/citizens';
import type { Case } from '@guichet/database';

/**
 * The name under which a case shows somebody who writes or does something in it: `given`, by which they call themselves, else that
 * of the case, else the address; never a name that only agents of other teams know.
 */
export const nameShownIn = (
  item: Pick<Case, 'citizenId' | 'citizenName'>,
  { citizenId, value }: Pick<KnownHandle, 'citizenId' | 'value'>,
  given: string | undefined,
): string => given || (citizenId === item.citizenId ? item.citizenName : value);
