import type { TemplateVersion } from '@guichet/contracts';

/** How far the words of the editor are saved. */
export type Saving = 'saved' | 'saving' | 'failed' | 'conflict';

/**
 * Returns which text the editor shows, for the one who approves it. With words that are not saved it is that of no version: a colleague
 * may have saved another one meanwhile.
 */
export const shownRevision = (
  { id, revision }: Pick<TemplateVersion, 'id' | 'revision'>,
  saving: Saving = 'saved',
): string | undefined => (saving === 'saved' ? `${id}/${revision}` : undefined);
