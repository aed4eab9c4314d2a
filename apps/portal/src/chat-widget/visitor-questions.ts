import type { ChatProfile } from '@guichet/contracts';
import type { Conversation } from './conversation.js';
import { createElement, reconcile, setAttribute, setText } from './dom-helpers.js';
import type { WidgetTexts } from './widget-texts.js';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** One question that is asked before a message is taken. */
interface Question {
  name: 'name' | 'email' | 'consent';
  required: boolean;
}

let serial = 0;

/** The questions that the administration asks before it takes a message: name, address, consent. */
export class VisitorQuestions {
  readonly element = createElement('div', { class: 'fields', hidden: true });
  private readonly answers = new Map<string, HTMLInputElement>();

  constructor(
    private readonly conversation: Conversation,
    private readonly words: WidgetTexts,
  ) {}

  /** The first field, where there is one. */
  get first(): HTMLInputElement | undefined {
    return this.answers.values().next().value;
  }

  render(): void {
    const questions = this.questions();
    this.element.hidden = questions.length === 0;
    reconcile(
      this.element,
      questions.map((question) => ({ key: question.name, make: () => this.ask(question) })),
    );
    for (const name of [...this.answers.keys()])
      if (!questions.some((question) => question.name === name)) this.answers.delete(name);
  }

  /** Removes also what was answered and not sent. */
  forget(): void {
    this.element.replaceChildren();
    this.answers.clear();
  }

  /** What is still to be asked: each once, and never what is known. */
  private questions(): Question[] {
    const { info, record } = this.conversation;
    const { profile, lines, profileNeeded } = record;
    if (!info) return [];
    const { preChat, open, offlineForm } = info;
    const isForm = !open && offlineForm;
    const isFirst = lines.length === 0;
    const asked = (field: 'name' | 'email', wanted: 'off' | 'optional' | 'required'): Question[] => {
      if (profile[field] || wanted === 'off') return [];
      const required = wanted === 'required';
      return required || isFirst || profileNeeded ? [{ name: field, required }] : [];
    };
    return [
      ...asked('name', isForm && preChat.name === 'off' ? 'optional' : preChat.name),
      ...asked('email', isForm ? 'required' : preChat.email),
      ...(preChat.consentText && !profile.consent ? [{ name: 'consent', required: true } as const] : []),
    ];
  }

  private ask({ name, required }: Question): HTMLElement {
    const { words } = this;
    const id = `guichet-${name}-${(serial += 1)}`;
    const error = createElement('p', { class: 'error', id: `${id}-error`, hidden: true });
    const input = createElement('input', {
      id,
      type: name === 'consent' ? 'checkbox' : name === 'email' ? 'email' : 'text',
      'aria-required': required,
      'aria-describedby': `${id}-error`,
      autocomplete: name === 'consent' ? null : name,
      maxlength: name === 'consent' ? null : name === 'email' ? 254 : 120,
      oninput: () => this.mark(input, ''),
    });
    this.answers.set(name, input);
    if (name === 'consent')
      return createElement(
        'div',
        { class: 'field' },
        createElement(
          'div',
          { class: 'agree' },
          input,
          createElement('label', { for: id }, this.conversation.info!.preChat.consentText),
        ),
        error,
      );
    const label = createElement(
      'label',
      { for: id },
      words[name],
      !required && createElement('small', {}, ` (${words.optional})`),
    );
    return createElement('div', { class: 'field' }, label, input, error);
  }

  private mark(input: HTMLInputElement, problem: string): void {
    const error = input.closest('.field')!.querySelector<HTMLElement>('.error')!;
    setText(error, problem);
    error.hidden = problem === '';
    setAttribute(input, 'aria-invalid', problem !== '');
  }

  /** What they said of themselves; null: something is missing, and the first such field has the focus. */
  read(): ChatProfile | null {
    const profile: ChatProfile = {};
    const wrong: HTMLInputElement[] = [];
    for (const { name, required } of this.questions()) {
      const input = this.answers.get(name)!;
      const value = input.value.trim();
      const problem =
        name === 'consent'
          ? !input.checked && this.words.mustAgree
          : value === ''
            ? required && this.words.required
            : name === 'email' && !ADDRESS.test(value) && this.words.notAnAddress;
      this.mark(input, problem || '');
      if (problem) wrong.push(input);
      else if (name === 'consent') profile.consent = true;
      else if (value) profile[name] = value;
    }
    wrong[0]?.focus();
    return wrong.length > 0 ? null : profile;
  }
}
