import { channels } from '@guichet/channels';
import type { ChannelKind, SaveAcknowledgement } from '@guichet/contracts';

/** What decides which template acknowledges a message. */
export interface AcknowledgedMessage {
  kind: ChannelKind;
  caseTypeId: string | null;
  /** The team of its case was closed when it came, by its hours and holidays. */
  isClosed: boolean;
}

/** Whether its messages are talked about at once, as in a chat: while the team is open, an agent answers. */
export const isLive = (kind: ChannelKind): boolean => channels[kind].mailUnseenAfterMinutes !== undefined;

/** The template by which a message is acknowledged, as the settings of its account have it; null: by none. Pure. */
export function chooseTemplate(
  {
    templateId,
    closedTemplateId,
    caseTypes,
  }: Pick<SaveAcknowledgement, 'templateId' | 'closedTemplateId' | 'caseTypes'>,
  { kind, caseTypeId, isClosed }: AcknowledgedMessage,
): string | null {
  const own = caseTypes.find((one) => one.caseTypeId === caseTypeId);
  if (own?.templateId === null || (isLive(kind) && !isClosed)) return null;
  const usual = own?.templateId ?? templateId;
  return isClosed ? (closedTemplateId ?? usual) : usual;
}
