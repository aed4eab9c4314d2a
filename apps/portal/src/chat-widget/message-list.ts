import type { Language } from '@guichet/contracts';
import type { Conversation } from './conversation.js';
import { createElement, icon, icons, reconcile, setText, withLinks, type Item } from './dom-helpers.js';
import { beginsGroup, type MessageLine } from './shown-messages.js';
import { clockTime, dayOf, fullTime, sizeOf } from './format-time-and-size.js';
import type { WidgetTexts } from './widget-texts.js';

/** So near the end counts as being there. */
const NEAR = 80;

export interface MessageListOptions {
  language: Language;
  words: WidgetTexts;
  welcome: () => { text: string; more: string };
  onProblem: (text: string) => void;
}

/** The list of messages: a live region in which only new messages change, so that screen readers announce them once. */
export class MessageList {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly below: HTMLButtonElement;
  private lastKey: string | undefined;
  private wasAtEnd = true;

  constructor(
    private readonly conversation: Conversation,
    private readonly options: MessageListOptions,
  ) {
    const { words } = options;
    this.list = createElement('div', {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-label': words.log,
      tabindex: 0,
      onscroll: () => {
        this.wasAtEnd = this.isAtEnd();
        if (this.wasAtEnd) this.showBelow(false);
      },
    });
    // The composer grows, a keyboard of a phone comes up: the end stays in sight.
    new ResizeObserver(() => this.wasAtEnd && this.toEnd()).observe(this.list);
    this.below = createElement(
      'button',
      { class: 'below', type: 'button', hidden: true, onclick: () => this.toEnd() },
      icon(icons.down, 16),
      words.newBelow,
    );
    this.element = createElement('div', { class: 'middle' }, this.list, this.below);
  }

  render(): void {
    const { lines, complete } = this.conversation.record;
    reconcile(this.list, [...this.headOf(lines, complete), ...this.withHandover(lines)]);
    const last = lines.at(-1);
    const isNew = last?.key !== this.lastKey;
    this.lastKey = last?.key;
    if (this.wasAtEnd || (isNew && last?.mine)) this.toEnd();
    else if (isNew) this.showBelow(true);
  }

  toEnd(): void {
    // Before the first message one reads from the top.
    this.list.scrollTop = this.lastKey === undefined ? 0 : this.list.scrollHeight;
    this.wasAtEnd = true;
    this.showBelow(false);
  }

  private isAtEnd(): boolean {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  private showBelow(isShown: boolean): void {
    this.below.hidden = !isShown;
  }

  private headOf(lines: readonly MessageLine[], complete: boolean): Item[] {
    if (lines.length > 0 && !complete)
      return [
        {
          key: 'earlier',
          make: () =>
            createElement(
              'button',
              { class: 'earlier', type: 'button', onclick: () => void this.earlier() },
              this.options.words.earlier,
            ),
        },
      ];
    const { text, more } = this.options.welcome();
    return [
      {
        key: 'welcome',
        make: () =>
          createElement('div', { class: 'welcome' }, createElement('div', { dir: 'auto' }), createElement('small')),
        update: ({ children: [first, second] }) => {
          setText(first!, text);
          setText(second!, more);
          (second as HTMLElement).hidden = more === '';
        },
      },
    ];
  }

  /** What stood at the top stays where the eye is. */
  private async earlier(): Promise<void> {
    const height = this.list.scrollHeight;
    await this.conversation.loadEarlier();
    this.list.scrollTop += this.list.scrollHeight - height;
    this.list.focus();
  }

  /** At its time between the messages stands that somebody else takes over. */
  private withHandover(lines: readonly MessageLine[]): Item[] {
    const items = this.itemsOf(lines);
    const before = this.conversation.record.linesBeforeHandover;
    if (before === null) return items;
    const next = lines[before];
    const make = () => createElement('div', { class: 'notice' }, this.options.words.handover);
    items.splice(next ? items.findIndex(({ key }) => key === next.key) : items.length, 0, { key: 'handover', make });
    return items;
  }

  private itemsOf(lines: readonly MessageLine[]): Item[] {
    const now = new Date();
    const lastMine = lines.findLast(({ mine, state }) => mine && state !== 'refused');
    let day = '';
    return lines.flatMap((line, n) => {
      const heading = dayOf({ language: this.options.language, words: this.options.words, at: new Date(line.at), now });
      const isNewDay = heading !== day;
      day = heading;
      const isFirst = isNewDay || beginsGroup(line, lines[n - 1]);
      return [
        ...(isNewDay ? [this.dayItem(heading, line.at)] : []),
        this.lineItem(line, isFirst, line.key === lastMine?.key),
      ];
    });
  }

  private dayItem(heading: string, at: string): Item {
    return {
      key: `day ${at.slice(0, 10)}`,
      make: () => createElement('div', { class: 'day' }),
      update: (element) => setText(element, heading),
    };
  }

  private lineItem(line: MessageLine, isFirst: boolean, isLastMine: boolean): Item {
    return {
      key: line.key,
      make: () => this.make(line),
      update: (element) => {
        element.className = ['line', line.mine && 'mine', isFirst && 'first', line.state].filter(Boolean).join(' ');
        element.querySelector<HTMLElement>('.by')!.hidden = !isFirst || line.mine;
        this.showState(element.querySelector<HTMLElement>('.state')!, line, isLastMine);
        this.showFiles(element.querySelector<HTMLElement>('.files')!, line);
      },
    };
  }

  private make({ mine, author, at, text }: MessageLine): HTMLElement {
    const { words, language } = this.options;
    const time = new Date(at);
    return createElement(
      'div',
      {},
      createElement(
        'div',
        { class: 'by', 'aria-hidden': true },
        `${author || words.us} · ${clockTime(language, time)}`,
      ),
      createElement(
        'span',
        { class: 'hidden-text' },
        `${mine ? words.you : author || words.us}, ${fullTime(language, time)} : `,
      ),
      text !== '' && createElement('div', { class: 'bubble', dir: 'auto' }, ...withLinks(text)),
      createElement('div', { class: 'files' }),
      createElement('div', { class: 'state', hidden: true }),
    );
  }

  /** Under the visitor's last message how far it came; under one that was refused what can be done. */
  private showState(element: HTMLElement, { key, state, at }: MessageLine, isLastMine: boolean): void {
    const {
      options: { words, language },
      conversation,
    } = this;
    element.hidden = state === 'received' || (state !== 'refused' && !isLastMine);
    if (element.hidden || element.dataset['state'] === state) return;
    element.dataset['state'] = state;
    const time = clockTime(language, new Date(at));
    if (state === 'waiting') return void element.replaceChildren(words.waiting);
    if (state !== 'refused')
      return void element.replaceChildren(`${state === 'seen' ? words.seen : words.sent} · ${time}`);
    element.replaceChildren(
      words.refused,
      createElement('button', { type: 'button', onclick: () => conversation.retry(key) }, words.retry),
      createElement('button', { type: 'button', onclick: () => conversation.withdraw(key) }, words.withdraw),
    );
  }

  private showFiles(element: HTMLElement, { files }: MessageLine): void {
    reconcile(
      element,
      files.map(({ id, name, size }, n) => {
        const content = () => [
          icon(icons.file),
          createElement('span', { dir: 'auto' }, name, createElement('small', {}, sizeOf(this.options.language, size))),
        ];
        return {
          key: id ?? `pending ${n}`,
          make: () =>
            id === null
              ? createElement('div', { class: 'file' }, ...content())
              : createElement(
                  'button',
                  { class: 'file', type: 'button', onclick: () => void this.open(id, name) },
                  ...content(),
                ),
        };
      }),
    );
  }

  private async open(id: string, name: string): Promise<void> {
    try {
      const url = URL.createObjectURL(await this.conversation.files.download(id));
      createElement('a', { href: url, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch {
      this.options.onProblem(this.options.words.downloadFailed);
    }
  }
}
