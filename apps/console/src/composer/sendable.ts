import { excess } from './leaving.js';
import { tooLong } from './meter.js';
import { isBlank, type Content } from './restore.js';
import type { Way } from './use-way.js';

/** Whether the way takes what was written for it. */
export function canLeave({ option, kind, capabilities, envelope, approved }: Way, content: Content) {
  if (!kind || !envelope.channelId || envelope.to.length === 0 || option?.state === 'closed') return false;
  if (option?.state === 'template') return approved?.chosen.values.every((value) => value.trim() !== '') ?? false;
  return (
    !isBlank(content) && !tooLong(content.text, capabilities) && !excess(content.attachments, capabilities?.attachments)
  );
}
