import type { Principal } from '@guichet/access';
import type { CaseField } from '@guichet/contracts';

/** The label of a field in the language of an agent. */
export const fieldLabelFor = ({ language }: Principal, { label }: Pick<CaseField, 'label'>): string =>
  label[language ?? 'fr'];
