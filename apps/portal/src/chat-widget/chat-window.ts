import type { Language } from '@guichet/contracts';
import { MessageComposer } from './message-composer.js';
import { Conversation } from './conversation.js';
import { createElement, icon, icons, setAttribute, setText } from './dom-helpers.js';
import { ForgetConversationButton } from './forget-conversation-button.js';
import { MessageList } from './message-list.js';
import { onColor, styleSheet } from './widget-styles.js';
import { whenOf } from './format-time-and-size.js';
import { widgetTexts as allWords, type WidgetTexts } from './widget-texts.js';

/** Opening times are asked for again when they are older than this. */
const INFO_MS = 60_000;

export interface WindowSettings {
  server: string;
  channelAccountId: string;
  language: Language;
  accent: string | null;
  theme: 'light' | 'dark' | 'auto';
}

/** The visible chat: the button in the corner and the panel that it opens and closes. It never opens by itself. */
export class ChatWindow {
  readonly conversation: Conversation;
  private readonly host: HTMLElement;
  private readonly root: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly launcher: HTMLButtonElement;
  private readonly badge = createElement('span', { class: 'badge', 'aria-hidden': true, hidden: true });
  private readonly title = createElement('h2', { id: 'guichet-title' });
  private readonly presence = createElement('span', { class: 'presence' });
  private readonly status = createElement('span');
  private readonly banner = createElement('p', { class: 'banner', role: 'status', hidden: true });
  private readonly writing = createElement('div', { class: 'writing', role: 'status' });
  private readonly log: MessageList;
  private readonly composer: MessageComposer;
  private readonly forget: ForgetConversationButton;
  private readonly words: WidgetTexts;
  private isOpen = false;
  private infoAt = 0;

  constructor(private readonly settings: WindowSettings) {
    const { language, theme } = settings;
    const words = (this.words = allWords[language]);
    this.conversation = new Conversation(settings, {
      onChange: () => this.render(),
      onForgotten: () => this.composer.forget(),
    });
    this.composer = new MessageComposer(this.conversation, words, () => this.log.toEnd());
    this.forget = new ForgetConversationButton(this.conversation, words, () => this.composer.focus());
    this.log = new MessageList(this.conversation, {
      language,
      words,
      welcome: () => this.welcome(),
      onProblem: (text) => this.composer.say(text),
    });
    this.panel = createElement(
      'section',
      {
        class: 'panel',
        id: 'guichet-panel',
        role: 'dialog',
        'aria-labelledby': 'guichet-title',
        hidden: true,
        onkeydown: (event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          this.close();
        },
      },
      createElement(
        'header',
        { class: 'head' },
        createElement('div', { class: 'who' }, this.title, createElement('p', {}, this.presence, this.status)),
        createElement(
          'button',
          { class: 'icon', type: 'button', 'aria-label': words.close, onclick: () => this.close() },
          icon(icons.close),
        ),
      ),
      this.banner,
      this.log.element,
      this.writing,
      this.composer.element,
      this.forget.element,
    );
    this.launcher = createElement('button', {
      class: 'launcher',
      type: 'button',
      'aria-controls': 'guichet-panel',
      'aria-haspopup': 'dialog',
      onclick: () => (this.isOpen ? this.close() : this.open()),
    });
    this.root = createElement('div', { class: 'root', lang: language, dir: 'ltr' }, this.panel, this.launcher);
    // An element of its own name, so that what a page says of all its `div` is not about us.
    this.host = document.createElement('guichet-chat');
    this.host.style.setProperty('display', 'block', 'important');
    if (theme !== 'auto') this.host.dataset['theme'] = theme;
    const shadow = this.host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [styleSheet()];
    shadow.append(this.root);
    document.addEventListener('visibilitychange', () => this.look());
  }

  /** Shows the button, once we know that this page may. */
  async start(): Promise<boolean> {
    if (!(await this.conversation.loadInfo())) return false;
    this.infoAt = Date.now();
    document.body.append(this.host);
    if (this.conversation.hasBegun) this.conversation.connection.connect();
    this.render();
    return true;
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.conversation.connection.connect();
    if (Date.now() - this.infoAt > INFO_MS) this.refresh();
    this.render();
    this.log.toEnd();
    this.composer.focus();
    this.look();
  }

  /** Back to where the keyboard was: on the button, which is there again. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.look();
    this.render();
    this.launcher.focus();
  }

  private refresh(): void {
    this.infoAt = Date.now();
    // The times that we know are good enough when they cannot be asked for.
    this.conversation.loadInfo().catch(() => undefined);
  }

  private look(): void {
    this.conversation.look(this.isOpen && document.visibilityState === 'visible');
  }

  private back(): string {
    const { opensAt } = this.conversation.info!;
    return opensAt
      ? whenOf({ language: this.settings.language, words: this.words, at: new Date(opensAt), now: new Date() })
      : '';
  }

  private welcome(): { text: string; more: string } {
    const { info } = this.conversation;
    const text = info?.welcome[this.settings.language] || this.words.welcome;
    if (!info || info.open) return { text, more: '' };
    const closed = this.words.closed(this.back());
    return { text, more: info.offlineForm ? `${closed} ${this.words.leaveMessage}` : closed };
  }

  private render(): void {
    const { conversation, words, settings } = this;
    const { info } = conversation;
    if (!info) return;
    const accent = settings.accent ?? info.accent;
    if (accent) {
      this.host.style.setProperty('--accent', accent);
      this.host.style.setProperty('--on-accent', onColor(accent));
    }
    this.root.classList.toggle('open', this.isOpen);
    this.panel.hidden = !this.isOpen;
    this.renderLauncher();
    setText(this.title, info.title);
    this.presence.className = info.open ? 'presence' : 'presence away';
    setText(this.status, info.open ? words.online : words.backAt(this.back()));
    const { state } = conversation.connection;
    const problem = state === 'refused' ? words.refusedHere : state === 'lost' ? words.offline : '';
    setText(this.banner, problem);
    this.banner.hidden = problem === '';
    this.renderWriting();
    this.composer.render();
    this.forget.render();
    this.log.render();
    if (this.isOpen) this.look();
  }

  private renderLauncher(): void {
    const { words } = this;
    const unread = this.isOpen ? 0 : this.conversation.unread;
    const label = this.isOpen ? words.close : unread > 0 ? `${words.open}, ${words.unread(unread)}` : words.open;
    setAttribute(this.launcher, 'aria-label', label);
    setAttribute(this.launcher, 'aria-expanded', this.isOpen);
    const face = this.isOpen ? 'down' : 'chat';
    if (this.launcher.dataset['face'] !== face) {
      this.launcher.dataset['face'] = face;
      this.launcher.replaceChildren(icon(icons[face], 26), this.badge);
    }
    setText(this.badge, unread > 99 ? '99+' : String(unread));
    this.badge.hidden = unread === 0;
  }

  private renderWriting(): void {
    const { writing } = this.conversation;
    const text = writing === null ? '' : this.words.writing(writing);
    if (this.writing.textContent === text) return;
    const dots = createElement(
      'span',
      { class: 'dots', 'aria-hidden': true },
      createElement('i'),
      createElement('i'),
      createElement('i'),
    );
    this.writing.replaceChildren(...(text ? [dots, text] : []));
  }
}
