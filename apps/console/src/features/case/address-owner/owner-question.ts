import type { AddressOwner, CitizenSummary, MeantPerson } from '@guichet/contracts';
import type { PersonChoice } from '../../people/index.js';

/** What an agent said of an address that is known as that of somebody else than the person whom they named. */
export interface OwnerAnswer {
  address: string;
  /** Null: somebody without a name, of whom there is the case `unnamed`. */
  owner: CitizenSummary | null;
  unnamed: AddressOwner['unnamed'];
  /** Who was named when it was asked. */
  named: PersonChoice;
  meant: MeantPerson;
}

/** The question who is meant; `meant` is undefined as long as it is open. */
export type OwnerQuestion = Omit<OwnerAnswer, 'meant'> & { meant: MeantPerson | undefined };

const isSame = (who: PersonChoice, other: Pick<PersonChoice, 'id' | 'name'>): boolean =>
  who.id === other.id && (who.id !== undefined || who.name === other.name);

interface Asked {
  address: string;
  who: PersonChoice;
  /** The person stays who they are, whoever is meant, as in a case that is open. */
  isFixed: boolean;
  /** Whose the address is; undefined: that is not known yet. */
  found: AddressOwner | undefined;
  answer: OwnerAnswer | undefined;
}

/**
 * The question who is meant, where the address is that of somebody else than the person who is named. Once its owner was chosen instead, the
 * one who was named before stays to be chosen. An answer is that of its address and owner. An owner without a name is not chosen instead: they
 * are named as whoever is named.
 */
export function ownerQuestion({ address, who, isFixed, found, answer }: Asked): OwnerQuestion | undefined {
  const said = answer?.address === address ? answer : undefined;
  if (said && isSame(who, said.meant === 'owner' && said.owner ? said.owner : said.named)) return said;
  if (!found?.isSomebodyElse) return undefined;
  const { owner, unnamed } = found;
  const isSaid = said?.owner?.id === owner?.id && (isFixed || !owner || said?.meant === 'named');
  return { address, owner, unnamed, named: who, meant: isSaid ? said?.meant : undefined };
}
