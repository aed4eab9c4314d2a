import { isOpen, nextOpenTime, savedBusinessHours } from '@guichet/calendars';
import { chatLimits, openingAt, type ChatConfig } from '@guichet/channels';
import type { ChatInfo, ChatProfile } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { Account } from '@guichet/messages';

/** A chat that is open to the public. */
export type ChatAccount = Account & { config: ChatConfig };

export const isChatAccount = (account: Account | undefined): account is ChatAccount =>
  account?.kind === 'chat' && account.enabled;

/** Whether somebody replies, and otherwise from when on, where that is known. */
export interface ChatAvailability {
  open: boolean;
  opensAt: Date | null;
}

/**
 * When a chat is open: by its own hours, else by the business hours of its team, with their holidays. Where neither were ever
 * said, it always is.
 */
export async function chatAvailability(
  reader: Pick<Reader, 'query'>,
  { config, teamId }: ChatAccount,
  now: Date,
): Promise<ChatAvailability> {
  if (config.hours !== '') return openingAt(config.hours, config.timezone, now);
  const hours = await savedBusinessHours(reader, teamId);
  if (!hours || isOpen(hours, now)) return { open: true, opensAt: null };
  return { open: false, opensAt: nextOpenTime(hours, now) ?? null };
}

/** Whether a visitor has given what this account asks for before a conversation, or, while it is closed, instead of one. */
export function isIntroduced(
  { config }: ChatAccount,
  { name, email, consent }: ChatProfile,
  { open }: ChatAvailability,
): boolean {
  const { preChat } = config;
  const isForm = config.offlineForm && !open;
  if (preChat.name === 'required' && !name) return false;
  if ((preChat.email === 'required' || isForm) && !email) return false;
  return !preChat.consentText || consent === true;
}

/** What the widget shows of an account before anybody has written. */
export function chatInfo({ name, config }: ChatAccount, { open, opensAt }: ChatAvailability): ChatInfo {
  return {
    title: config.title ?? name,
    accent: config.accent ?? null,
    welcome: config.welcome,
    preChat: { ...config.preChat, consentText: config.preChat.consentText ?? null },
    open,
    opensAt: opensAt?.toISOString() ?? null,
    offlineForm: config.offlineForm,
    maxText: chatLimits.maxText,
    maxFileBytes: chatLimits.maxFileBytes,
    maxFiles: chatLimits.maxFiles,
  };
}
