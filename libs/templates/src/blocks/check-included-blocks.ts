import {
  includedBlocks,
  type Language,
  type TemplateContent,
  type TemplateFinding,
  type TemplateVersion,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { versionsInUse } from '../authoring/template-versions.queries.js';
import { checkTranslation, validateContent } from '../facts/check-meaning.js';
import { sourcesOf, type Languages } from '../rendering/render.js';
import { expandIn, titlesOf, withdrawnAmong, type BlockVersions, type Expanded } from './shared-blocks.queries.js';

type Where = NonNullable<TemplateFinding['where']>;

const error = (
  code: TemplateFinding['code'],
  where: Where | null,
  data: Record<string, unknown> = {},
): TemplateFinding => ({
  severity: 'error',
  code,
  where,
  data,
});

/** The blocks that lack in a language, by id, as a finding says it: under which name, and whether what there was has been withdrawn. */
async function missingBlockFindings(reader: Reader, ids: readonly string[], language: Language) {
  const titles = await titlesOf(reader, ids);
  const withdrawn = await withdrawnAmong(reader, ids, language);
  return (id: string, where: Where | null): TemplateFinding =>
    error('block-missing', where, { name: titles.get(id) ?? null, language, withdrawn: withdrawn.has(id) });
}

/** What only a whole text has, and would be lost with a block: files, the need of a document, and what its short wordings leave out. */
const unfit = ({ attachments, needsDocument, blocks }: TemplateContent): TemplateFinding[] => [
  ...(attachments.length > 0 ? [error('block-unfit', null, { what: 'attachments' })] : []),
  ...(needsDocument === true ? [error('block-unfit', null, { what: 'document' })] : []),
  ...blocks.flatMap(({ mayLeaveOut }, block) =>
    mayLeaveOut && mayLeaveOut.length > 0
      ? [error('block-unfit', { block, wording: 'short' }, { what: 'left-out' })]
      : [],
  ),
];

/**
 * What keeps the blocks of a content from being included: a block that includes another one, so that none can lead back to itself; a
 * place where none may stand; a block that has no version in use in this language, as it was withdrawn, is not approved yet or is none.
 */
export async function checkIncludedBlocks(
  reader: Reader,
  { content, language, isBlock }: { content: TemplateContent; language: Language; isBlock: boolean },
): Promise<{ findings: TemplateFinding[]; expanded: Expanded }> {
  const expanded = await expandIn(reader, { content, language });
  const findingOf = await missingBlockFindings(reader, expanded.missing, language);
  const places = sourcesOf(content).flatMap(({ source, ...where }) => {
    const ids = includedBlocks(source);
    if (ids.length === 0) return [];
    if (isBlock) return [error('block-in-block', where)];
    if (where.block === null) return [error('block-misplaced', where)];
    return ids.filter((id) => expanded.missing.includes(id)).map((id) => findingOf(id, where));
  });
  return { findings: isBlock ? [...places, ...unfit(content)] : places, expanded };
}

/** Compares a translation, with the text of its blocks, with its source. Where a block of the source is missing nothing can be compared, which is an error. */
export async function checkAgainstSource(
  reader: Reader,
  { content, source, languages }: { content: TemplateContent; source: TemplateVersion; languages: Languages },
): Promise<TemplateFinding[]> {
  const { content: original, missing } = await expandIn(reader, source);
  // A source that is written still is compared once it can be read.
  if (source.state !== 'approved' && (missing.length > 0 || validateContent(original).length > 0)) return [];
  if (missing.length === 0) return checkTranslation(content, original, languages);
  const findingOf = await missingBlockFindings(reader, missing, source.language);
  return missing.map((id) => findingOf(id, null));
}

type Expandable = Pick<TemplateVersion, 'content' | 'language'>;

/** A version with the text of its blocks, and which these are. */
interface CompleteVersion<Version extends Expandable> {
  version: Version;
  included: Expanded['included'];
}

/**
 * The first of these versions that lacks no block, with the text of its blocks; null where each lacks one. A reply is rather written in
 * the language of its template than not at all.
 */
export async function firstComplete<Version extends Expandable>(
  reader: Reader,
  versions: readonly Version[],
): Promise<CompleteVersion<Version> | null> {
  for (const version of versions) {
    const { content, included, missing } = await expandIn(reader, version);
    if (missing.length === 0) return { version: { ...version, content }, included };
  }
  return null;
}

/** The same of the versions in use in these languages. */
export async function findComplete(
  reader: Reader,
  { templateId, languages }: { templateId: string; languages: readonly (Language | null)[] },
): Promise<CompleteVersion<TemplateVersion> | null> {
  const inUse = await versionsInUse(reader, [templateId]);
  return firstComplete(
    reader,
    languages.flatMap((language) => inUse.find((version) => version.language === language) ?? []),
  );
}

/** A version with the text of its blocks, in those in use unless others are named, and which these are. Throws `conflict` where one is not in use in its language. */
export async function expandVersion(
  reader: Reader,
  version: TemplateVersion,
  versions: BlockVersions = {},
): Promise<{ version: TemplateVersion; blocks: Expanded['included'] }> {
  const { content, included, missing } = await expandIn(reader, version, versions);
  if (missing.length > 0) {
    const [name = missing[0]] = (await titlesOf(reader, missing)).values();
    throw conflict('block-unavailable', { name: name ?? '' });
  }
  return { version: { ...version, content }, blocks: included };
}
