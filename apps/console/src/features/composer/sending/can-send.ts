import { providerBlanks } from '@guichet/contracts';
import { exceededLimit } from '../../../shared/attachments/attachment-limits.js';
import { isTooLong } from './text-length-meter.js';
import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Whether the reply route accepts what was written, with what signs it. */
export function canSend(
  { option, kind, capabilities, envelope, approved }: RouteChoice,
  content: DraftContent,
  signature: string,
) {
  if (!kind || !envelope.channelAccountId || envelope.to.length === 0 || option?.state === 'closed') return false;
  if (option?.state === 'template')
    return (
      approved !== undefined &&
      approved.chosen.values.length === providerBlanks(approved).length &&
      approved.chosen.values.every((value) => value.trim() !== '') &&
      (!approved.headerFile || content.attachments.length > 0)
    );
  return (
    !isBlank(content) &&
    !isTooLong(content.text + signature, capabilities) &&
    !exceededLimit(content.attachments, capabilities?.attachments)
  );
}
