import type { RenderedTemplate } from '@guichet/contracts';

/** Whether what stands in the composer is the notice of a template as it was rendered, and not words of the agent besides. Pure. */
export const isFoldable = ({ level, page, text }: Pick<RenderedTemplate, 'level' | 'page' | 'text'>, written: string) =>
  level === 'notice' && page !== null && written.trim() === text.trim();
