import { allow, visibleTemplates, organisationOf, parameters, type Principal } from '@guichet/access';
import type { AutomaticTemplate, Language, Page, TemplateFault, TemplateVersion } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { expandIn } from '../blocks/shared-blocks.queries.js';
import { wordingFaults } from '../facts/check-meaning.js';
import { versionsInUse } from '../authoring/template-versions.queries.js';
import { titleIn } from '../authoring/template-title-in-language.js';
import { IS_EVERYBODYS, USABLE } from '../authoring/template.queries.js';
import { fieldLabels } from '../variables/case-fields-in-templates.queries.js';
import { variable, type VariableName } from '../variables/template-variables.js';
import type { CaseContext } from '../variables/define-variable.js';
import { renderFor, unresolvedUnread, valuesFor, type RenderContext } from './render-context.js';
import { ifReadable } from './parse-wording.js';
import { AUTOMATIC_AUTHOR } from './render-automatically.js';
import { todayIn } from './template-case-context.js';

interface TemplateRow {
  id: string;
  key: string | null;
  title: string;
  known: boolean;
  usable: boolean;
}

/**
 * The templates in use that an agent knows, by title, each with what keeps it from being sent without an agent. Labels are in the
 * given language.
 *
 * @throws Failure `not-permitted`, for whoever may not say by which template a channel answers
 */
export async function listAutomaticTemplates(
  reader: Reader,
  who: Principal,
  language: Language,
): Promise<Page<AutomaticTemplate>> {
  allow(who, 'channel.manage');
  const rows = (await templatesOf(reader, who, { ids: null, language })).filter(({ usable, known }) => usable && known);
  const missing = await missingIn(reader, rows, language);
  const items = rows.map(({ id, key, title }) => ({ id, key, title, missing: missing.get(id) ?? [] }));
  return { items, nextCursor: null };
}

/** Those of these templates that cannot be sent without an agent now, and why. A template that is not there any more is one of them. */
export async function templateFaults(
  reader: Reader,
  who: Principal,
  { templateIds, language }: { templateIds: readonly string[]; language: Language },
): Promise<TemplateFault[]> {
  const rows = await templatesOf(reader, who, { ids: templateIds, language });
  const missing = await missingIn(reader, rows, language);
  return [...new Set(templateIds)].flatMap((templateId): TemplateFault[] => {
    const row = rows.find(({ id }) => id === templateId);
    const [key, title] = row?.known ? [row.key, row.title] : [null, null];
    if (!row?.usable) return [{ templateId, key, title, fault: 'withdrawn', missing: [] }];
    const open = missing.get(templateId) ?? [];
    return open.length > 0 ? [{ templateId, key, title, fault: 'incomplete', missing: open }] : [];
  });
}

/** These templates, or all of them (null), by title. Templates are hundreds, not millions. */
async function templatesOf(
  reader: Reader,
  who: Principal,
  { ids, language }: { ids: readonly string[] | null; language: Language },
): Promise<TemplateRow[]> {
  const { values, bind } = parameters(ids, await todayIn(reader));
  return reader.query<TemplateRow>(
    `select t.id, t.key, t.title, ${visibleTemplates(who, bind)('t')} as known, ${IS_EVERYBODYS} and ${USABLE} as usable
     from template t where $1::uuid[] is null or t.id = any($1) order by ${titleIn(language)} collate "fr-x-icu", t.id`,
    values,
  );
}

/** The labels of what nobody would fill in, by template: in any version that is in use, as the citizen's language decides which is sent. */
async function missingIn(
  reader: Reader,
  rows: readonly TemplateRow[],
  language: Language,
): Promise<Map<string, string[]>> {
  const ids = rows.filter(({ usable }) => usable).map(({ id }) => id);
  const [found, organisation, today] = await Promise.all([
    versionsInUse(reader, ids),
    organisationOf(reader),
    todayIn(reader),
  ]);
  const versions = await Promise.all(found.map((version) => withItsBlocks(reader, version)));
  const received = { on: today, at: '09:00' };
  const sample = { reference: '-', subject: '-', citizenName: '', team: '-', received, today, organisation };
  const byTemplate = Map.groupBy(versions, ({ templateId }) => templateId);
  const openOf = new Map(
    [...byTemplate].map(([id, own]) => [
      id,
      [...new Set(own.flatMap((version) => ifReadable(() => unresolvedOf(version, sample)) ?? []))],
    ]),
  );
  const labels = await fieldLabels(reader, [...openOf.values()].flat(), language);
  return new Map(
    [...byTemplate].map(([id, own]) => [
      id,
      [
        ...(openOf.get(id) ?? []).map((name) => labels.get(name) ?? variable(name).label[language]),
        ...(own.some(({ content }) => wordingFaults(content).length > 0) ? [READABLE[language]] : []),
        ...(own.some(({ content }) => content.needsDocument) ? [DOCUMENT[language]] : []),
        ...(own.some(({ lacksBlock }) => lacksBlock) ? [BLOCK[language]] : []),
      ],
    ]),
  );
}

/** A version with the text of its blocks; one that lacks a block says nothing that could be sent. */
async function withItsBlocks(
  reader: Reader,
  version: TemplateVersion,
): Promise<TemplateVersion & { lacksBlock: boolean }> {
  const { content, missing } = await expandIn(reader, version);
  const lacksBlock = missing.length > 0;
  return { ...version, content: lacksBlock ? { ...content, blocks: [] } : content, lacksBlock };
}

/** What a template lacks that includes a block which is not in use in its language. */
const BLOCK: Record<Language, string> = { fr: 'Bloc partagé', en: 'Shared block' };

/** What a template lacks of which a wording cannot be read, as it is too long with its blocks. */
const READABLE: Record<Language, string> = { fr: 'Texte lisible', en: 'Readable text' };

/** What a template lacks that speaks of a document: its files are not sent without an agent. */
const DOCUMENT: Record<Language, string> = { fr: 'Document à joindre', en: 'Document to attach' };

/** What a version has open in a case of which all is known that the system knows. */
function unresolvedOf(
  version: TemplateVersion,
  sample: Omit<CaseContext, 'agentName' | 'agentRole' | 'replyLink'>,
): VariableName[] {
  const replyLink = 'https://example.org/portal/replies/-';
  const context: RenderContext = {
    version,
    blocks: [],
    key: null,
    title: '',
    isOwn: false,
    sourceLanguage: version.language,
    caseContext: { ...sample, ...AUTOMATIC_AUTHOR[version.language], replyLink },
    replyPageId: '',
    confidential: false,
    isPrivate: () => true,
  };
  const values = valuesFor(version.content, context.caseContext, {});
  return unresolvedUnread(context, renderFor(context, 'email', values), { values, given: {} });
}
