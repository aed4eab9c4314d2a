import { CaseFieldKey } from '@guichet/contracts';

const LENGTH = 40;

type IsTaken = (key: string) => boolean;

/** The key that a label becomes: `Année scolaire souhaitée` is `annee_scolaire_souhaitee`; a number follows where it is taken. */
export function keyFromLabel(label: string, isTaken: IsTaken): string {
  const plain = plainOf(label);
  const stem = /^[a-z]/.test(plain) ? plain : `f_${plain}`;
  return firstFree(stem, (key) => isTaken(key) || !CaseFieldKey.safeParse(key).success);
}

/** The key that the label of an option becomes. It may begin with a digit, as that of a year does. */
export const optionKeyFromLabel = (label: string, isTaken: IsTaken): string => firstFree(plainOf(label), isTaken);

const plainOf = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '') || 'x';

function firstFree(stem: string, isTaken: IsTaken): string {
  for (let n = 1; ; n += 1) {
    const end = n === 1 ? '' : `_${n}`;
    const key = stem.slice(0, LENGTH - end.length).replace(/_+$/, '') + end;
    if (!isTaken(key)) return key;
  }
}
