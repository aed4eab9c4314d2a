import type { RenderingName, TemplateFinding } from '@guichet/contracts';
import type { FindingTarget } from './finding-target.js';

type Where = NonNullable<TemplateFinding['where']>;

/** The id of the field in which a wording is written. */
export const wordingId = ({ block, wording }: Where) =>
  block === null ? `wording-${wording}` : `wording-${wording}-${block}`;
/** The id of what shows one rendering. */
export const renderingId = (name: RenderingName) => `rendering-${name}`;

/** Brings what a finding is about into sight and gives it the focus; what is folded around it opens. */
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
