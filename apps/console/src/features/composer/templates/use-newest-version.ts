import type { RenderedBlock, RenderedTemplate } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { renderingQuery } from '../../../shared/api/template-queries.js';
import { newerText } from './newer-text.js';
import type { ReplyTemplate } from './use-reply-template.js';

const none: RenderedBlock[] = [];

/** The shared blocks that have made the text what it is: replaced, or withdrawn. */
export const changedBlocks = ({ blocks, state }: RenderedTemplate) => blocks.filter((block) => block.state === state);

/** The shared blocks of a reply that have a newer text. Pure. */
export const replacedBlocks = (rendered: RenderedTemplate | undefined): RenderedBlock[] =>
  rendered?.state === 'replaced' ? changedBlocks(rendered) : none;

/** How a template that was replaced or withdrawn is rendered by now; undefined: it is not, or it is not known yet. */
export function useNewestVersion(template: ReplyTemplate) {
  const { rendered } = template;
  const isOutdated = rendered?.state === 'replaced' || rendered?.state === 'withdrawn';
  // Of a template that was withdrawn as a whole there is no newer text: what a preview may have left behind is that one.
  const mayHaveNewer = isOutdated && (rendered.state === 'replaced' || changedBlocks(rendered).length > 0);
  const { data, error } = useQuery({
    ...renderingQuery(rendered?.templateId ?? '', template.bodyOf(rendered?.language)),
    enabled: mayHaveNewer,
    // A preview may have read it before it changed.
    staleTime: 0,
  });
  return { isOutdated, newest: error || !mayHaveNewer ? undefined : newerText(rendered, data), error };
}
