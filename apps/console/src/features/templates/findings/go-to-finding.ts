import type { RenderingName, TemplateFinding } from '@guichet/contracts';
import type { FindingTarget } from './finding-target.js';

type Where = NonNullable<TemplateFinding['where']>;

/** Returns the id of the field of a wording. */
export const wordingId = ({ block, wording }: Where) =>
  block === null ? `wording-${wording}` : `wording-${wording}-${block}`;
/** Returns the id of the preview of a rendering. */
export const renderingId = (name: RenderingName) => `rendering-${name}`;

/** Scrolls to the target of a finding and focuses it; a folded part around it opens. */
export function goToFinding(place: FindingTarget) {
  if (!place) return;
  const id = 'where' in place ? wordingId(place.where) : renderingId(place.rendering);
  // In a block without a short wording, the full wording is the one to correct.
  const field =
    document.getElementById(id) ??
    ('where' in place ? document.getElementById(wordingId({ ...place.where, wording: 'full' })) : null);
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** The same, once a dialog has closed and has given the focus back. */
export const goToFindingAfterClosing = (place: FindingTarget) => void setTimeout(() => goToFinding(place), 200);
