import { excess } from '../../../shared/attachments/leaving.js';
import { isTooLong } from './text-length-meter.js';
import { isBlank, type Content } from '../../../shared/drafts/content.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Whether the way takes what was written for it. */
export function canSend({ option, kind, capabilities, envelope, approved }: RouteChoice, content: Content) {
  if (!kind || !envelope.channelAccountId || envelope.to.length === 0 || option?.state === 'closed') return false;
  if (option?.state === 'template') return approved?.chosen.values.every((value) => value.trim() !== '') ?? false;
  return (
    !isBlank(content) &&
    !isTooLong(content.text, capabilities) &&
    !excess(content.attachments, capabilities?.attachments)
  );
}
