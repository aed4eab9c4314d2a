import { visibleTemplates, parameters } from '@guichet/access';
import {
  lacksDocument,
  type ChannelKind,
  type PostMessage,
  type RenderedTemplate,
  type TemplateContent,
} from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { assertUsable } from './assert-usable.js';
import { providerTemplateOf } from './provider-template-for-reply.js';
import { renderFor, unresolvedUnread, valuesFor, type RenderContext } from './render-context.js';
import { assertResolved, refuseTooLarge } from './render-in-case.js';
import { variablesOf } from './render.js';
import { loadTemplateInCase, type TemplateReader } from './load-template-for-case.js';
import { traceReply, type TracedReply } from './trace-reply-provenance.js';

/** A reply from a template, ready to be sent. */
export interface PreparedReply {
  templateId: string;
  versionId: string;
  replyPageId: string;
  text: string;
  html: string | null;
  subject: string | null;
  files: TemplateContent['attachments'];
  /** It asks nothing of the citizen: the case stays open. */
  staysOpen: boolean;
  providerTemplate: RenderedTemplate['providerTemplate'];
  /** Compares the text that is sent with the template; `asApproved`: it is sent in the wording that the provider approved. */
  trace(sent: string, asApproved: boolean): TracedReply;
}

/** A message that an agent sends with a template. */
export type MessageFromTemplate = Pick<
  PostMessage & { templateId: string },
  'templateId' | 'templateNumber' | 'templateBlocks' | 'language' | 'values' | 'replyPageId' | 'text' | 'attachmentIds'
>;

/**
 * Prepares a reply from a template: its text where the agent has written none, and the trace of the one they have. Throws
 * `not-permitted`, `not-found` for the case, `invalid-request` for an unknown template or unfilled placeholders, and `conflict`
 * for a template that is not in use.
 */
export async function prepareReply(
  templates: TemplateReader,
  { caseId, kind }: { caseId: string; kind: ChannelKind },
  message: MessageFromTemplate,
): Promise<PreparedReply> {
  const { templateId, language, templateNumber: number, templateBlocks: chosen, replyPageId } = message;
  await assertExists(templates, templateId);
  const loaded = await loadTemplateInCase(templates, {
    ...{ templateId, caseId, language, number, blockVersions: { chosen }, replyPageId },
  });
  const { template, version, context } = loaded;
  await assertUsable(templates.reader, loaded);
  return refuseTooLarge(() => {
    const given = message.values ?? {};
    const values = valuesFor(version.content, context.caseContext, given);
    const rendering = renderFor(context, kind, values);
    const isWritten = message.text.trim() !== '';
    // A variable that is still unresolved in the text would be sent as it is.
    if (isWritten) assertResolved(version, variablesOf(version.content).names, message.text);
    else assertResolved(version, unresolvedUnread(context, rendering, { values, given }));
    assertDocument(version.content, message, rendering.text);
    const filled = filledBy(message, values);
    return {
      templateId: template.id,
      versionId: version.id,
      replyPageId: loaded.replyPageId,
      trace: (sent, asApproved) =>
        assertComplete(traceReply(context, { kind, values, sent, filled, asApproved }), context, sent),
      text: isWritten ? message.text : rendering.text,
      html: isWritten ? null : rendering.html,
      subject: rendering.subject,
      files: version.content.attachments,
      staysOpen: version.content.actions.status === 'open',
      providerTemplate: providerTemplateOf(context, kind, values),
    };
  });
}

/** For a message, an unknown template is an invalid field; every other failure is kept. */
async function assertExists({ reader, who }: TemplateReader, templateId: string): Promise<void> {
  const { values, bind } = parameters(templateId);
  const isKnown = visibleTemplates(who, bind)('t');
  const found = await reader.query(`select 1 from template t where t.id = $1 and ${isKnown}`, values);
  if (found.length === 0) throw wrongField('templateId', 'no-such-template');
}

/** Throws `invalid-request` where the template speaks of a document and none goes with the reply. */
function assertDocument(
  { needsDocument = false, attachments }: TemplateContent,
  { text, attachmentIds }: MessageFromTemplate,
  templateText: string,
): void {
  // An agent who leaves text and files to the template sends all of its files.
  const files = text.trim() === '' && attachmentIds.length === 0 ? attachments.length : attachmentIds.length;
  if (lacksDocument({ needsDocument, files, text, templateText })) throw wrongField('attachmentIds', 'document-needed');
}

/** The variables that the agent has filled in. */
const filledBy = ({ values: given = {} }: MessageFromTemplate, values: Readonly<Record<string, string>>): string[] =>
  Object.keys(given).filter((name) => values[name] !== undefined && given[name] !== '');

/** Throws `invalid-request` where a mandatory block was deleted, or the linked page still has a placeholder. */
function assertComplete(traced: TracedReply, { version, caseContext }: RenderContext, sent: string): TracedReply {
  const { edits, level } = traced.provenance;
  const isDeleted = edits.some(({ block, fate }) => fate === 'deleted' && version.content.blocks[block]?.mandatory);
  if (isDeleted && level !== 'notice') throw wrongField('text', 'mandatory-deleted');
  const [, placeholder] = /<mark>\[(.*?)\]<\/mark>/.exec(traced.page.html) ?? [];
  if (placeholder !== undefined && sent.includes(caseContext.replyLink))
    throw wrongField('values', 'template-unresolved', { names: placeholder });
  return traced;
}
