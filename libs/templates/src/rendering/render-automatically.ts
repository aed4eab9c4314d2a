import { randomUUID } from 'node:crypto';
import { Scope } from '@guichet/access';
import type { ChannelKind, Language, TemplateFault } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { expandIn } from '../blocks/shared-blocks.queries.js';
import { findVersion } from '../authoring/template-versions.queries.js';
import { IS_EVERYBODYS } from '../authoring/template.queries.js';
import { renderContextOf, type LinkTo } from './load-template-for-case.js';
import { renderFor, unresolvedIn, valuesFor } from './render-context.js';
import { dayIn, loadContextFor, timeIn, todayIn } from './template-case-context.js';
import { traceReply, type TracedReply } from './trace-reply-provenance.js';

/** What signs a reply that no agent writes. Without letters that halve what an SMS holds. */
export const AUTOMATIC_AUTHOR: Record<Language, { agentName: string; agentRole: string }> = {
  fr: { agentName: 'Réponse automatique', agentRole: 'envoyée par notre système' },
  en: { agentName: 'Automatic reply', agentRole: 'sent by our system' },
};

/** A reply that is sent without an agent, ready to be sent. */
export interface AutomaticRendering extends Pick<TracedReply, 'provenance' | 'page'> {
  templateId: string;
  versionId: string;
  replyPageId: string;
  subject: string | null;
  text: string;
  html: string | null;
}

/** What is rendered, and what it answers. */
export interface AutomaticWish {
  templateId: string;
  caseId: string;
  kind: ChannelKind;
  /** When the message that it answers was received. */
  receivedAt: Date;
  /** How the recipient is greeted; empty: without a name. */
  name: string;
}

interface TemplateRow {
  key: string | null;
  title: string;
  sourceLanguage: Language;
  languages: Language[];
}

/** Renders an approved template without an agent; where it cannot be sent as it stands, returns why. Throws `not-found` for the case. */
export async function renderAutomatically(
  { reader, linkTo }: { reader: Reader; linkTo: LinkTo },
  { templateId, caseId, kind, receivedAt, name }: AutomaticWish,
): Promise<AutomaticRendering | TemplateFault['fault']> {
  const facts = await loadContextFor(reader, { visible: Scope.whole, name: '' }, caseId);
  const template = await usableTemplate(reader, { templateId, teamId: facts.teamId });
  if (!template) return 'withdrawn';
  const { languages, sourceLanguage } = template;
  const language = languages.find((one) => one === facts.language) ?? sourceLanguage;
  const found = await findVersion(reader, { templateId, language, number: undefined });
  const expanded = found && (await expandIn(reader, found.content, language));
  if (!expanded || expanded.missing.length > 0) return 'withdrawn';
  const version = { ...found, content: expanded.content };
  const zone = facts.context.organisation.timeZone;
  const received = { on: dayIn(zone)(receivedAt), at: timeIn(zone)(receivedAt) };
  const written = { ...facts.context, ...AUTOMATIC_AUTHOR[language], citizenName: name, received };
  const replyPageId = randomUUID();
  const context = renderContextOf({
    ...{
      template: { ...template, scope: 'everybody' as const },
      version,
      blocks: expanded.included,
      facts: { ...facts, context: written },
    },
    page: { id: replyPageId, link: linkTo(replyPageId) },
  });
  const values = valuesFor(version.content, context.caseContext, {});
  const rendering = renderFor(context, kind, values);
  // Its files are not sent without an agent.
  if (version.content.needsDocument || unresolvedIn(context, rendering, values).length > 0) return 'incomplete';
  const { text, html, subject } = rendering;
  const { provenance, page } = traceReply(context, { kind, values, sent: text });
  return { templateId, versionId: version.id, replyPageId, text, html, subject, provenance, page };
}

/** A template of everybody that is approved and valid today, and known to the sector of the team. */
async function usableTemplate(
  reader: Reader,
  { templateId, teamId }: { templateId: string; teamId: string },
): Promise<TemplateRow | undefined> {
  const [row] = await reader.query<TemplateRow>(
    `select t.key, t.title, t.source_language as "sourceLanguage",
       array(select v.language from template_version v where v.template_id = t.id and v.state = 'approved') as languages
     from template t where t.id = $1 and ${IS_EVERYBODYS} and (t.sector_id is null or t.sector_id = (select sector_id from team where id = $2))
       and (t.valid_from is null or t.valid_from <= $3::date) and (t.valid_until is null or t.valid_until >= $3::date)`,
    [templateId, teamId, await todayIn(reader)],
  );
  return row;
}
