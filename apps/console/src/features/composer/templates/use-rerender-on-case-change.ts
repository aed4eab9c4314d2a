import type { CaseDetail, RenderedTemplate } from '@guichet/contracts';
import { useEffect, useRef } from 'react';

interface Using {
  rendered: RenderedTemplate | undefined;
  render: () => void;
}

/** A reply says what the case has: renders its template again once somebody has changed a field that it uses. */
export function useRerenderOnCaseChange({ id, fields }: Pick<CaseDetail, 'id' | 'fields'>, using: Using): void {
  const { rendered, render } = using;
  const now = JSON.stringify(fields.map(({ field, value, standing }) => [field.id, value, standing]));
  const seen = useRef({ id, now });
  useEffect(() => {
    const before = seen.current;
    seen.current = { id, now };
    if (before.id !== id || before.now === now) return;
    if (rendered?.fields.some(({ name }) => name.startsWith('field_'))) render();
    // Only when a field changes: what is rendered then is what stands there.
  }, [id, now]);
}
