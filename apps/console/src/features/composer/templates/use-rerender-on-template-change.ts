import type { RenderedTemplate } from '@guichet/contracts';
import { useEffect, useRef } from 'react';
import { listenForTemplateChanges } from '../../../shared/templates/template-changes.js';

interface Using {
  rendered: RenderedTemplate | undefined;
  /** Asks again how the template reads, and leaves the words of the reply as they are. */
  render: () => void;
}

/** Whoever is writing a reply learns at once that its template, or a shared block of it, has a newer version, or was withdrawn. */
export function useRerenderOnTemplateChange(using: Using): void {
  const now = useRef(using);
  useEffect(() => void (now.current = using));
  useEffect(
    () =>
      listenForTemplateChanges((changed) => {
        const { rendered, render } = now.current;
        const used = rendered ? [rendered.templateId, ...rendered.blocks.map(({ templateId }) => templateId)] : [];
        if (used.some((id) => changed.includes(id))) render();
      }),
    [],
  );
}
