import type { Language, TemplateSummary } from '@guichet/contracts';
import { variantOf } from '../../variant-states-and-current-version.js';

/** Why a shared block cannot be included yet: it is written or waits for approval, is not in this language, or not in use today. */
export type WaitingReason = 'draft' | 'review' | 'language' | 'validity';

/** Returns why texts of a language cannot include a block that is not in use in it; undefined where it was withdrawn. */
export function waitingReason(block: Pick<TemplateSummary, 'variants'>, language: Language): WaitingReason | undefined {
  const variant = variantOf(block, language);
  if (variant?.open) return variant.open.state;
  if (variant?.withdrawn) return undefined;
  if (variant && variant.approved !== null) return 'validity';
  return block.variants.some(({ approved, open }) => approved !== null || open !== null) ? 'language' : undefined;
}
