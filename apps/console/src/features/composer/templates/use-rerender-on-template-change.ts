import type { RenderedTemplate } from '@guichet/contracts';
import { useEffect, useRef, useState } from 'react';
import { listenForTemplateChanges } from '../../../shared/templates/template-changes.js';

/** Whoever writes a template saves it every moment. Milliseconds. */
const SETTLING = 1_500;

interface Using {
  rendered: RenderedTemplate | undefined;
  /** Something else is being rendered, or about to be: it comes first. */
  isBusy: boolean;
  /** Asks again how the template reads, and leaves the words of the reply as they are. */
  render: () => void;
}

/** Whoever is writing a reply learns in a moment that its template, or a shared block of it, has a newer version, or was withdrawn. */
export function useRerenderOnTemplateChange(using: Using): void {
  const now = useRef(using);
  useEffect(() => void (now.current = using));
  const [isWanted, setWanted] = useState(false);
  useEffect(
    () =>
      listenForTemplateChanges((changed) => {
        const { rendered } = now.current;
        const used = rendered ? [rendered.templateId, ...rendered.blocks.map(({ templateId }) => templateId)] : [];
        if (used.some((id) => changed.includes(id))) setWanted(true);
      }),
    [],
  );
  const isDue = isWanted && !using.isBusy;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => {
      setWanted(false);
      now.current.render();
    }, SETTLING);
    return () => clearTimeout(timer);
  }, [isDue]);
}
