import { channels } from '@guichet/channels';
import type { ReplyRoute, SurveySettings } from '@guichet/contracts';

/**
 * Whether the citizen has written by this route themselves, and may be written to by it without a warning. Nothing leaves on paper by
 * itself, and nobody types the link of a survey from a letter.
 */
export const isUsableRoute = (
  { state, lastUsedAt, channel }: ReplyRoute,
  { channels: allowed }: Pick<SurveySettings, 'channels'>,
): boolean =>
  state === 'ready' &&
  lastUsedAt !== null &&
  channels[channel].capabilities.paper !== true &&
  (allowed.length === 0 || allowed.includes(channel));
