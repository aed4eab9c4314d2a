import type { ChannelKind, RenderedTemplate } from '@guichet/contracts';
import { providerTemplateValues } from './render.js';
import type { RenderContext } from './render-context.js';

/**
 * Returns the message that the provider has approved, with its placeholders filled, or null where the template names none. Where
 * only a notice may be sent, the message must be one that links to the secure page.
 */
export function providerTemplateOf(
  context: RenderContext,
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
): RenderedTemplate['providerTemplate'] {
  const { content, language } = context.version;
  if (kind !== 'whatsapp' || !content.whatsapp) return null;
  const words = providerTemplateValues(content, values, language);
  const isLinked = words.some((word) => word.includes(context.caseContext.replyLink));
  if (context.confidential && !context.isPrivate(kind) && !isLinked) return null;
  return { name: content.whatsapp.name, language: content.whatsapp.language, values: words };
}
