import type { CaseField, CaseFieldOption } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { optionKeyFromLabel } from './field-keys.js';

/** An option as an administrator saves it. */
export interface WantedOption {
  key?: string | undefined;
  label: CaseFieldOption['label'];
}

interface Wanted {
  kind: CaseField['kind'];
  wanted: readonly WantedOption[];
  before: readonly CaseFieldOption[];
  isUsed: (key: string) => boolean;
}

/**
 * The options of a list as they are stored: those that are wanted, each with the key that it has or gets, then those that cases
 * have and nobody is to choose any more. One that is typed again is the one that it was, so that cases that have it do so still.
 *
 * @throws Failure `invalid-request` for a list without options, options of another kind, and two that are called alike.
 */
export function buildFieldOptions({ kind, wanted, before, isUsed }: Wanted): CaseFieldOption[] {
  const isList = kind === 'choice' || kind === 'choices';
  if (!isList && wanted.length > 0) throw wrongField('options', 'case-field-options-misplaced');
  if (!isList) return [];
  if (wanted.length === 0) throw wrongField('options', 'case-field-options-needed');
  assertDistinct(wanted);
  const known = new Set(before.map(({ key }) => key));
  const keys = new Set(known);
  const spare = before.filter(({ key }) => !wanted.some((option) => option.key === key));
  const again = (label: WantedOption['label']) => spare.find((option) => option.label.fr === label.fr)?.key;
  const saved = wanted.map(({ key, label }) => {
    const own = key !== undefined && known.has(key) ? key : again(label);
    const kept = own ?? optionKeyFromLabel(label.fr, (one) => keys.has(one));
    keys.add(kept);
    return { key: kept, label, archived: false };
  });
  const left = before.filter((option) => !saved.some(({ key }) => key === option.key) && isUsed(option.key));
  return [...saved, ...left.map((option) => ({ ...option, archived: true }))];
}

function assertDistinct(wanted: readonly WantedOption[]): void {
  for (const [at, { key, label }] of wanted.entries()) {
    const earlier = wanted.slice(0, at);
    const isTwice = earlier.some(
      (other) => (key !== undefined && other.key === key) || other.label.fr === label.fr || other.label.en === label.en,
    );
    if (isTwice) throw wrongField(`options.${at}.label.fr`, 'case-field-option-twice', { name: label.fr });
  }
}
