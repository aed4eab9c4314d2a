import { randomUUID } from 'node:crypto';
import { Scope } from '@guichet/access';
import type { ChannelKind, Language, TemplateFault } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { findComplete } from '../blocks/check-included-blocks.js';
import { wordingFaults } from '../facts/check-meaning.js';
import { IS_EVERYBODYS } from '../authoring/template.queries.js';
import { renderContextOf, type LinkTo } from './load-template-for-case.js';
import { renderFor, unresolvedUnread, valuesFor } from './render-context.js';
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
}

/** Renders an approved template without an agent; where it cannot be sent as it stands, returns why. Throws `not-found` for the case. */
export async function renderAutomatically(
  { reader, linkTo }: { reader: Reader; linkTo: LinkTo },
  { templateId, caseId, kind, receivedAt, name }: AutomaticWish,
): Promise<AutomaticRendering | TemplateFault['fault']> {
  const facts = await loadContextFor(reader, { visible: Scope.whole, name: '' }, caseId);
  const template = await usableTemplate(reader, { templateId, teamId: facts.teamId });
  if (!template) return 'withdrawn';
  const { sourceLanguage } = template;
  const found = await findComplete(reader, { templateId, languages: [facts.language, sourceLanguage] });
  if (!found) return 'withdrawn';
  const { version, included: blocks } = found;
  if (wordingFaults(version.content).length > 0) return 'incomplete';
  const { language } = version;
  const zone = facts.context.organisation.timeZone;
  const received = { on: dayIn(zone)(receivedAt), at: timeIn(zone)(receivedAt) };
  const written = { ...facts.context, ...AUTOMATIC_AUTHOR[language], citizenName: name, received };
  const replyPageId = randomUUID();
  const context = renderContextOf({
    ...{
      template: { ...template, scope: 'everybody' as const },
      version,
      blocks,
      facts: { ...facts, context: written },
    },
    page: { id: replyPageId, link: linkTo(replyPageId) },
  });
  const values = valuesFor(version.content, context.caseContext, {});
  const rendering = renderFor(context, kind, values);
  // Its files are not sent without an agent.
  const open = unresolvedUnread(context, rendering, { values, given: {} });
  if (version.content.needsDocument || open.length > 0) return 'incomplete';
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
    `select t.key, t.title, t.source_language as "sourceLanguage" from template t where t.id = $1 and ${IS_EVERYBODYS} and (t.sector_id is null or t.sector_id = (select sector_id from team where id = $2))
       and (t.valid_from is null or t.valid_from <= $3::date) and (t.valid_until is null or t.valid_until >= $3::date)`,
    [templateId, teamId, await todayIn(reader)],
  );
  return row;
}
