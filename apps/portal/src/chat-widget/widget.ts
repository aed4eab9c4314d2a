import type { ChatIdentity } from '@guichet/contracts';
import { ChatWindow, type WindowSettings } from './chat-window.js';
import { warnPageDeveloper } from './warn-page-developer.js';
import { isLanguage } from './widget-texts.js';

/** What a page may do with its chat: `window.Guichet`, announced on the document by `guichet:ready`. */
interface Guichet {
  /** Says who the visitor is, signed by the page's server; null: nobody that it knows. */
  identify(identity: ChatIdentity | null): void;
  /** At sign-out: forgets the conversation in this browser, in all its tabs. */
  reset(): void;
  open(): void;
  close(): void;
}

declare global {
  interface Window {
    Guichet?: Guichet;
  }
}

const RETRY_MS = [2_000, 10_000, 60_000];
const script = document.currentScript as HTMLScriptElement | null;

/** `data-channel`, `data-language`, `data-accent`, `data-theme`. */
function settingsOf({ src, dataset }: HTMLScriptElement): WindowSettings | null {
  const { channel, language = document.documentElement.lang, accent = '', theme } = dataset;
  if (!channel) return null;
  const spoken = (language || navigator.language).slice(0, 2).toLowerCase();
  return {
    server: new URL(src).origin,
    channelAccountId: channel,
    language: isLanguage(spoken) ? spoken : 'en',
    accent: /^#[0-9a-f]{6}$/i.test(accent) ? accent : null,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
  };
}

/** `data-user-id` with `data-user-expires` and `data-user-hash`, or `data-user-jwt`: for pages that know their visitor when they are written. */
function identityOf({
  userId,
  userExpires,
  userHash,
  userName,
  userEmail,
  userJwt,
}: DOMStringMap): ChatIdentity | null {
  if (userJwt) return { jwt: userJwt };
  if (!userId || !userHash) return null;
  return {
    ...{ userId, hash: userHash },
    // The server says what is wrong where it is missing.
    ...(/^[1-9]\d{0,11}$/.test(userExpires ?? '') && { expires: Number(userExpires) }),
    ...(userName && { name: userName }),
    ...(userEmail && { email: userEmail }),
  };
}

async function show(chat: ChatWindow): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      if (!(await chat.start()))
        warnPageDeveloper('this page may not show this chat: add its origin to the web sites of the channel');
      return;
    } catch {
      const pause = RETRY_MS[tries];
      if (pause === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function begin(): void {
  const settings = script && settingsOf(script);
  if (!settings) return warnPageDeveloper('the script tag has no data-channel');
  // A page that is drawn anew by its own script has one chat still.
  if (window.Guichet) return;
  const chat = new ChatWindow(settings);
  chat.conversation.identify(identityOf(script.dataset));
  window.Guichet = {
    identify: (identity) => chat.conversation.identify(identity),
    reset: () => chat.conversation.reset(),
    open: () => chat.open(),
    close: () => chat.close(),
  };
  document.dispatchEvent(new CustomEvent('guichet:ready'));
  void show(chat);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
