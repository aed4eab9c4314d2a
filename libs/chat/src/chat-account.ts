import { chatLimits, openingAt, type ChatConfig } from '@guichet/channels';
import type { ChatInfo, ChatProfile } from '@guichet/contracts';
import type { Account } from '@guichet/messages';

/** A chat that is open to the public. */
export type ChatAccount = Account & { config: ChatConfig };

export const isChatAccount = (account: Account | undefined): account is ChatAccount =>
  account?.kind === 'chat' && account.enabled;

/** Whether a visitor has given what this account asks for before a conversation, or, while it is closed, instead of one. */
export function isIntroduced({ config }: ChatAccount, { name, email, consent }: ChatProfile, now: Date): boolean {
  const { preChat } = config;
  const isForm = config.offlineForm && !openingAt(config.hours, config.timezone, now).open;
  if (preChat.name === 'required' && !name) return false;
  if ((preChat.email === 'required' || isForm) && !email) return false;
  return !preChat.consentText || consent === true;
}

/** What the widget shows of an account before anybody has written. */
export function chatInfo({ name, config }: ChatAccount, now: Date): ChatInfo {
  const { open, opensAt } = openingAt(config.hours, config.timezone, now);
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
