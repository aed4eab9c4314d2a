import type { CaseDetail, Citizen } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { citizenQuery } from '../../../shared/api/queries.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { isSameName } from '../../../shared/people/is-same-name.js';
import { addressesText } from '../../people/index.js';

/** The person of a case, as the file of that case shows them; undefined while that is not known. */
export function usePersonOfCase(item: Pick<CaseDetail, 'id' | 'citizen'> | undefined): Citizen | undefined {
  const { data } = useQuery({
    ...citizenQuery(item?.citizen?.id ?? '', item?.id ?? ''),
    enabled: Boolean(item?.citizen),
  });
  return data;
}

/** The names of two persons, each with its addresses where the names alone do not tell one from the other. */
export function distinctNames(
  [one, other]: readonly [string, string],
  persons: readonly [Citizen | undefined, Citizen | undefined],
): [string, string] {
  const isSame = isSameName(one, other);
  const named = (name: string, person: Citizen | undefined) => {
    const addresses = isSame && person ? addressesText(person) : undefined;
    return addresses ? `${displayName(name)} (${addresses})` : displayName(name);
  };
  return [named(one, persons[0]), named(other, persons[1])];
}
