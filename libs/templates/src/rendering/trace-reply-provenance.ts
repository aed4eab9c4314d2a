import type {
  BlockEdit,
  ChannelKind,
  FactVerdict,
  Language,
  Provenance,
  RenderingLevel,
  TemplateContent,
} from '@guichet/contracts';
import { approvedFacts, compareFacts } from '../facts/fact-comparison.js';
import { anonymiseEdits, editsOf, keepEdits, placesOf, type AnonymousEdit } from '../usage/agent-edits.js';
import { htmlOnOwnPage, onOwnPage } from './replace-link-to-own-page.js';
import { optionsOf, renderFor, type RenderContext } from './render-context.js';
import { renderLevel, type Rendering } from './render.js';

/** A reply that is about to be sent, with its provenance and the page behind its link. */
export interface TracedReply {
  provenance: Provenance;
  page: { language: Language; subject: string; html: string };
  /** What the agent changed, without personal data: many replies together show how to improve the template. */
  learned: AnonymousEdit[];
  /** Whether it is signed as the template has it. */
  isSigned: boolean;
}

/** A text that is sent, and how it was rendered. */
export interface SentText {
  kind: ChannelKind;
  values: Record<string, string>;
  sent: string;
  /** The variables that the agent filled in. */
  filled?: string[];
  /** True when the message is sent in the wording that the provider approved, which no agent can change. */
  asApproved?: boolean;
}

/** Compares a reply with the version that it was made from. Pure. */
export function traceReply(context: RenderContext, text: SentText): TracedReply {
  const { kind, values, sent, filled = [], asApproved = false } = text;
  const { version, blocks, key, isOwn, replyPageId } = context;
  // All who see the case read what is kept: how agents name their own texts is for nobody else.
  const title = isOwn ? '' : context.title;
  const { templateId, id: versionId, number, language } = version;
  const rendering = renderFor(context, kind, values);
  const fullText = renderLevel(version.content, 'full', optionsOf(context, 'email', values));
  const edited = asApproved ? UNCHANGED : editsOf(rendering.blocks, sent);
  const { replyLink } = context.caseContext;
  const page = pageOf(context, text, rendering);
  // The agents of the case read what the citizen reads: here, as the page itself is kept for weeks only.
  const leadsToPage = (asApproved || rendering.level !== 'full') && sent.includes(replyLink);
  return {
    provenance: {
      ...{ templateId, versionId, key, title, number, language, level: rendering.level, replyPageId, values, filled },
      ...(isOwn && { scope: 'mine' as const }),
      ...(leadsToPage && { page: onOwnPage(page.text, replyLink, language) }),
      ...(blocks.length > 0 && { blocks }),
      rendered: asApproved ? sent : rendering.text,
      ...edited,
      facts: verdictsOf(context, { sent, asApproved, rendering, fullText }),
    },
    page: {
      language,
      subject: fullText.subject ?? '',
      html: htmlOnOwnPage(page.html, replyLink, language),
    },
    learned: anonymiseEdits(edited.edits, rendering.blocks),
    isSigned: asApproved || signs(version.content, rendering.level, edited.edits),
  };
}

/**
 * Whether a reply is signed by its template: in its notice, or where it has a signature that the agent has not deleted. A wording that
 * leaves it out for a channel with little room does so on purpose.
 */
export const signs = (
  { blocks }: TemplateContent,
  level: RenderingLevel,
  edits: readonly Pick<BlockEdit, 'block' | 'fate'>[] = [],
): boolean =>
  level === 'notice' ||
  blocks.some(
    ({ kind, full }, at) =>
      kind === 'signature' &&
      full.trim() !== '' &&
      !edits.some(({ block, fate }) => block === at && fate === 'deleted'),
  );

const UNCHANGED = { verbatim: true, edits: [], added: '' };

const keepsBlocks = (rendering: Rendering, asApproved: boolean): boolean => rendering.level !== 'notice' && !asApproved;

/** The page behind the link: the full text, with what the agent has changed. */
function pageOf(
  context: RenderContext,
  { values, sent, asApproved = false }: SentText,
  rendering: Rendering,
): { text: string; html: string } {
  const { content } = context.version;
  const full = renderLevel(content, 'full', { ...optionsOf(context, 'email', values), name: 'page' });
  if (!keepsBlocks(rendering, asApproved))
    return { text: full.text, html: full.blocks.map(({ html }) => html).join('') };
  return keepEdits({ base: rendering.blocks, text: sent, after: full.blocks, gap: '\n\n' });
}

/** The text of the page to which a text would lead if it were sent now, or null where it leads to none. */
export function pageToSend(context: RenderContext, text: Pick<SentText, 'kind' | 'values' | 'sent'>): string | null {
  const { replyLink } = context.caseContext;
  if (!text.sent.includes(replyLink)) return null;
  const page = pageOf(context, text, renderFor(context, text.kind, text.values));
  return onOwnPage(page.text, replyLink, context.version.language);
}

/** Returns for each approved fact whether the reply states it. The reader of a notice is sent to the full text. */
function verdictsOf(
  { caseContext: { replyLink } }: RenderContext,
  {
    sent,
    asApproved,
    rendering,
    fullText,
  }: { sent: string; asApproved: boolean; rendering: Rendering; fullText: Rendering },
): FactVerdict[] {
  if (keepsBlocks(rendering, asApproved))
    return compareFacts(approvedFacts(rendering), sent, placesOf(rendering.blocks, sent));
  const isNotice = rendering.level === 'notice' || sent.includes(replyLink);
  // The link leads to the full text, and adds nothing to it.
  if (isNotice) return compareFacts(approvedFacts(fullText), `${fullText.text}\n\n${sent.replaceAll(replyLink, '')}`);
  return compareFacts(approvedFacts(rendering), sent);
}
