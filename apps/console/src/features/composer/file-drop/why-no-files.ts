import type { RouteChoice } from '../reply-routes/use-reply-route.js';
import type { ComposerContent } from '../use-composer-content.js';

interface Drop {
  mayReply: boolean;
  /** The composer is open: what is dropped belongs to what is written there. */
  isOpen: boolean;
  content: Pick<ComposerContent['content'], 'mode' | 'template'>;
  route: {
    option: Pick<NonNullable<RouteChoice['option']>, 'state'> | undefined;
    approved: Pick<NonNullable<RouteChoice['approved']>, 'headerFile'> | undefined;
    hasNone: boolean;
  };
}

export type WhyNoFiles = 'noReply' | 'note' | 'noRoute' | 'approvedOnly';

/** Why nothing can be attached by dropping it on the case; undefined: it can, though the channel may still refuse the one file. */
export function whyNoFiles({ mayReply, isOpen, content, route }: Drop): WhyNoFiles | undefined {
  const isForNote = isOpen && content.mode === 'note';
  if (!mayReply) return isForNote ? 'note' : 'noReply';
  if (isForNote) return undefined;
  if (route.hasNone) return 'noRoute';
  if (route.option?.state !== 'template') return undefined;
  const takesFiles = route.approved && (route.approved.headerFile || content.template);
  return takesFiles ? undefined : 'approvedOnly';
}
