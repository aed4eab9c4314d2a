import { providerBlanks } from '@guichet/contracts';
import { isWithinLimits } from '../../../shared/addresses/addresses-fault.js';
import { exceededLimit } from '../../../shared/attachments/attachment-limits-and-links.js';
import { filesFault } from './files-leaving-with-provider-template.js';
import { isTooLong } from './text-length-meter.js';
import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Whether the reply route accepts what was written, with what signs it. */
export function routeAcceptsContent(route: RouteChoice, content: DraftContent, signature: string) {
  const { option, kind, capabilities, envelope, approved } = route;
  if (!kind || !envelope.channelAccountId || envelope.to.length === 0 || option?.state === 'closed') return false;
  if (!isWithinLimits(envelope)) return false;
  if (option?.state === 'template')
    return (
      approved !== undefined &&
      approved.chosen.values.length === providerBlanks(approved).length &&
      approved.chosen.values.every((value) => value.trim() !== '') &&
      filesFault(route, content) === undefined
    );
  return (
    !isBlank(content) &&
    !isTooLong(content.text + signature, capabilities) &&
    !exceededLimit(content.attachments, capabilities?.attachments)
  );
}
