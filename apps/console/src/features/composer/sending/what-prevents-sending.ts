import { lacksDocument, providerText } from '@guichet/contracts';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { unfilledPlaceholders } from '../editor/unfilled-placeholders.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import { providerTemplateFiles } from './files-leaving-with-provider-template.js';
import { routeAcceptsContent } from './route-accepts-content.js';

/** The words as the citizen will read them, and the files that go with them. */
export function wordsToSend(
  content: DraftContent,
  { approved, capabilities }: RouteChoice,
): Pick<DraftContent, 'text' | 'html' | 'attachments' | 'template'> {
  if (content.mode === 'note') return { text: '', html: null, attachments: [] };
  const { text, html, attachments, template } = content;
  if (approved) {
    const words = providerText(approved, approved.chosen.values);
    return { text: words, html: null, attachments: providerTemplateFiles(approved, content) };
  }
  return { text, html: capabilities?.html ? html : null, attachments, ...(template && { template }) };
}

export interface SendStatus {
  /** Labels of the placeholders that stand in the words. */
  open: string[];
  /** How much is to be filled in, in the words, beside them, or in an approved message. */
  toFill: number;
  /** The template speaks of a document, and none goes with the reply. */
  lacksDocument: boolean;
  sendable: boolean;
}

type TemplateStatus = Pick<ReplyTemplate, 'missing' | 'fields' | 'failure' | 'rendered'>;

/** Returns what still prevents the text of the composer from being sent. */
export function sendStatus(
  content: DraftContent,
  {
    route,
    template,
    signature,
    uploading,
  }: { route: RouteChoice; template: TemplateStatus; signature: string; uploading: boolean },
): SendStatus {
  if (content.mode === 'note')
    return { open: [], toFill: 0, lacksDocument: false, sendable: !uploading && content.text.trim() !== '' };
  const labelOf = (name: string) => template.fields.find((field) => field.name === name)?.label ?? name;
  const open = unfilledPlaceholders({ ...wordsToSend(content, route), labels: content.labels });
  // What our template asks for stands in the blanks of the approved message: it is counted once.
  const toFill = new Set([...template.missing.map(labelOf), ...open]).size || emptyBlanks(route);
  const usable = template.failure === undefined && template.rendered?.state !== 'withdrawn';
  const lacking = isWithoutDocument(wordsToSend(content, route), template.rendered);
  const ready = !uploading && usable && toFill === 0 && !lacking;
  return { open, toFill, lacksDocument: lacking, sendable: ready && routeAcceptsContent(route, content, signature) };
}

const emptyBlanks = ({ option, approved }: RouteChoice): number =>
  option?.state === 'template' && approved ? approved.chosen.values.filter((value) => value.trim() === '').length : 0;

const isWithoutDocument = (
  { text, attachments }: Pick<DraftContent, 'text' | 'attachments'>,
  rendered: TemplateStatus['rendered'],
): boolean =>
  rendered !== undefined &&
  lacksDocument({
    needsDocument: rendered.needsDocument,
    files: attachments.length,
    text,
    templateText: rendered.text,
  });
