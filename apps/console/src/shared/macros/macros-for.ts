import type { CaseDetail, Macro } from '@guichet/contracts';

/** Those of the macros that are for a case, by its channels and its type. */
export const macrosFor = (macros: readonly Macro[], { channels, caseType }: CaseDetail): Macro[] =>
  macros.filter(
    (macro) =>
      (macro.channels.length === 0 || macro.channels.some((kind) => channels.includes(kind))) &&
      (macro.caseTypeIds.length === 0 || (caseType !== null && macro.caseTypeIds.includes(caseType.id))),
  );
