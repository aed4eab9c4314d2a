import type { Conversation } from './conversation.js';
import { createElement, setAttribute, setText } from './dom-helpers.js';
import type { WidgetTexts } from './widget-texts.js';

/** A button at the foot that deletes the conversation from a computer which others use. */
export class ForgetConversationButton {
  readonly element: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly keep: HTMLButtonElement;
  private readonly question: HTMLElement;
  private readonly consequence = createElement('p', { id: 'guichet-forget-more' });
  private readonly done = createElement('p', { role: 'status' });
  private isAsking = false;

  constructor(
    private readonly conversation: Conversation,
    private readonly words: WidgetTexts,
    private readonly onForgotten: () => void,
  ) {
    this.button = createElement(
      'button',
      { class: 'quiet', type: 'button', onclick: () => this.ask(true) },
      words.forget,
    );
    this.keep = createElement('button', { type: 'button', onclick: () => this.ask(false) }, words.keepIt);
    this.question = createElement(
      'div',
      {
        class: 'question',
        role: 'alertdialog',
        'aria-labelledby': 'guichet-forget',
        'aria-describedby': 'guichet-forget-more',
        onkeydown: (event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          this.ask(false);
        },
      },
      createElement('p', { id: 'guichet-forget' }, words.forgetAsked),
      this.consequence,
      createElement(
        'div',
        {},
        this.keep,
        createElement('button', { class: 'danger', type: 'button', onclick: () => this.forget() }, words.forgetIt),
      ),
    );
    this.element = createElement('footer', { class: 'foot' }, this.button, this.question, this.done);
  }

  render(): void {
    const { canBeForgotten, record } = this.conversation;
    if (canBeForgotten) setText(this.done, '');
    else this.isAsking = false;
    this.button.hidden = !canBeForgotten || this.isAsking;
    this.question.hidden = !this.isAsking;
    setText(this.consequence, record.hasUnsent ? this.words.forgetUnsent : this.words.forgetMore);
    setAttribute(this.element, 'hidden', !canBeForgotten && this.done.textContent === '');
  }

  private ask(isAsking: boolean): void {
    this.isAsking = isAsking;
    this.render();
    (isAsking ? this.keep : this.button).focus();
  }

  private forget(): void {
    this.conversation.reset();
    setText(this.done, this.words.forgotten);
    this.render();
    this.onForgotten();
  }
}
