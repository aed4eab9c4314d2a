import type { Contradiction, DisclosureFinding } from '@guichet/contracts';
import { useState } from 'react';
import { isFailure } from '../../../shared/api/failure.js';

/** Contradictions are looked for in replies alone. */
const none: Contradiction[] = [];

/** What the server has found in a message that it refused, and what of it the agent has said is right. */
export function useSideDisclosureFindings() {
  const [findings, setFindings] = useState<DisclosureFinding[]>([]);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  return {
    findings,
    contradictions: none,
    seen,
    acknowledged: [...seen],
    isOpen: findings.some(({ key }) => !seen.has(key)),
    acknowledge: (key: string, right: boolean) =>
      setSeen((before) => (right ? new Set([...before, key]) : new Set([...before].filter((one) => one !== key)))),
    /** The message was changed: what is still to be found in it, the server says when it is sent. */
    clear: () => setFindings([]),
    show: setFindings,
    /** Takes the findings of a refusal that was for them. */
    take: (error: unknown) => {
      if (isFailure(error, 'disclosure-check')) setFindings(error.problem.data?.['findings'] as DisclosureFinding[]);
    },
  };
}

export type Findings = ReturnType<typeof useSideDisclosureFindings>;
