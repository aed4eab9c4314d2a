import type { TemplateVersion } from '@guichet/contracts';
import type { Reader, Template } from '@guichet/database';
import { expandIn } from '../blocks/shared-blocks.queries.js';
import { checkTranslation } from '../facts/check-meaning.js';
import { listVersions } from './template-versions.queries.js';

/** Returns the translations in use whose facts differ from a text of the source: they go out of use as it is approved. */
export async function differingTranslations(
  reader: Reader,
  { id, sourceLanguage }: Pick<Template, 'id' | 'sourceLanguage'>,
  source: Pick<TemplateVersion, 'content' | 'language'>,
): Promise<TemplateVersion[]> {
  const { content: original } = await expandIn(reader, source);
  const differing: TemplateVersion[] = [];
  for (const version of await listVersions(reader, id)) {
    const { language, state } = version;
    if (state !== 'approved' || language === sourceLanguage) continue;
    const { content: translation } = await expandIn(reader, version);
    if (checkTranslation(translation, original, { language, sourceLanguage }).length > 0) differing.push(version);
  }
  return differing;
}
