import { caseTagsMax } from '@guichet/contracts';
import type { Case } from '@guichet/database';
import { wrongField } from '@guichet/platform';

/**
 * The tags of a case once some are added and others removed. One that has too many already can still lose some.
 *
 * @throws Failure `invalid-request` (`too-many-tags`)
 */
export function tagsAfter(
  { tags }: Case,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): string[] {
  const after = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])];
  if (after.length > Math.max(caseTagsMax, tags.length))
    throw wrongField('tags', 'too-many-tags', { max: caseTagsMax });
  return after;
}
