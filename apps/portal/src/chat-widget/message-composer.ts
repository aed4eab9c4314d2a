import type { ChatProfile } from '@guichet/contracts';
import type { Conversation } from './conversation.js';
import { createElement, icon, icons, reconcile, setAttribute, setText } from './dom-helpers.js';
import { UploadRefused } from './file-transfer.js';
import type { UploadedFile } from './message-lines.js';
import type { WidgetTexts } from './widget-texts.js';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const TALLEST = 132;

interface Upload {
  key: string;
  name: string;
  /** Null while it is under way. */
  attached: UploadedFile | null;
}

/** One question that is asked before a message is taken. */
interface Question {
  name: 'name' | 'email' | 'consent';
  required: boolean;
}

let serial = 0;

/** The field in which the visitor writes, with the questions that the administration asks first. */
export class MessageComposer {
  readonly element: HTMLFormElement;
  private readonly fields = createElement('div', { class: 'fields', hidden: true });
  private readonly problem = createElement('p', { class: 'error', role: 'alert' });
  private readonly chips = createElement('ul', { class: 'chips', hidden: true });
  private readonly text: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly picker: HTMLInputElement;
  private readonly answers = new Map<string, HTMLInputElement>();
  private uploads: Upload[] = [];
  /** They pressed the key while a file was still on its way. */
  private isWanted = false;

  constructor(
    private readonly conversation: Conversation,
    private readonly words: WidgetTexts,
    private readonly onSent: () => void,
  ) {
    this.text = createElement('textarea', {
      rows: 1,
      'aria-label': words.message,
      placeholder: words.placeholder,
      maxlength: 10_000,
      dir: 'auto',
      enterkeyhint: 'send',
      oninput: () => {
        this.changed();
        conversation.draft = this.text.value;
        if (this.text.value) conversation.typing();
      },
      onkeydown: (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.submit();
      },
      onpaste: (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        this.take(files);
      },
    });
    this.picker = createElement('input', {
      type: 'file',
      multiple: true,
      hidden: true,
      tabindex: -1,
      onchange: () => {
        this.take([...(this.picker.files ?? [])]);
        this.picker.value = '';
      },
    });
    this.send = createElement(
      'button',
      { class: 'icon send', type: 'submit', 'aria-label': words.send },
      icon(icons.send),
    );
    const attach = createElement(
      'button',
      { class: 'icon', type: 'button', 'aria-label': words.attach, onclick: () => this.picker.click() },
      icon(icons.clip),
    );
    this.element = createElement(
      'form',
      {
        class: 'composer',
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      this.fields,
      this.chips,
      createElement('div', { class: 'row' }, attach, this.picker, this.text, this.send),
      this.problem,
    );
    this.text.value = conversation.draft;
  }

  render(): void {
    const questions = this.questions();
    this.fields.hidden = questions.length === 0;
    reconcile(
      this.fields,
      questions.map((question) => ({ key: question.name, make: () => this.ask(question) })),
    );
    for (const name of [...this.answers.keys()])
      if (!questions.some((question) => question.name === name)) this.answers.delete(name);
    // What the server would not take yet comes back to be completed.
    if (this.conversation.profileNeeded && !this.text.value) this.text.value = this.conversation.draft;
    this.changed();
  }

  focus(): void {
    (this.answers.values().next().value ?? this.text).focus();
  }

  private empty(): void {
    this.text.value = '';
    this.uploads = [];
    this.isWanted = false;
    this.say('');
  }

  /** Also of what was answered and not sent. */
  forget(): void {
    this.empty();
    this.fields.replaceChildren();
    this.answers.clear();
  }

  say(problem: string): void {
    setText(this.problem, problem);
  }

  /** What is still to be asked: each once, and never what is known. */
  private questions(): Question[] {
    const { info, profile, lines, profileNeeded } = this.conversation;
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
  private read(): ChatProfile | null {
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

  private get isEmpty(): boolean {
    return this.text.value.trim() === '' && this.uploads.length === 0;
  }

  private submit(): void {
    this.isWanted = this.uploads.some(({ attached }) => attached === null);
    if (this.isEmpty || this.isWanted) return;
    const profile = this.read();
    if (!profile) return;
    const text = this.text.value.trim();
    const files = this.uploads.flatMap(({ attached }) => attached ?? []);
    this.empty();
    this.conversation.draft = '';
    this.conversation.say(text, files, profile);
    this.text.focus();
    this.onSent();
  }

  private take(files: readonly File[]): void {
    const { maxFiles = 10, maxFileBytes = Infinity } = this.conversation.info ?? {};
    this.say('');
    for (const file of files) {
      if (this.uploads.length >= maxFiles) return this.say(this.words.tooMany(maxFiles));
      if (file.size > maxFileBytes) this.say(this.words.tooLarge(file.name, Math.floor(maxFileBytes / 1024 / 1024)));
      else void this.upload(file);
    }
    this.text.focus();
  }

  private async upload(file: File): Promise<void> {
    const upload: Upload = { key: `file-${(serial += 1)}`, name: file.name, attached: null };
    this.uploads.push(upload);
    this.changed();
    try {
      upload.attached = await this.conversation.files.upload(file);
    } catch (error) {
      this.drop(upload);
      this.isWanted = false;
      const isTooLarge = error instanceof UploadRefused && error.message === 'too-large';
      this.say(isTooLarge ? this.words.tooLarge(file.name, 25) : this.words.uploadFailed(file.name));
    }
    this.changed();
    if (this.isWanted) this.submit();
  }

  private drop(upload: Upload): void {
    this.uploads = this.uploads.filter((other) => other !== upload);
    this.changed();
  }

  private changed(): void {
    setAttribute(this.send, 'aria-disabled', this.isEmpty);
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(TALLEST, Math.max(38, this.text.scrollHeight))}px`;
    this.chips.hidden = this.uploads.length === 0;
    reconcile(
      this.chips,
      this.uploads.map((upload) => ({
        key: upload.key,
        make: () =>
          createElement(
            'li',
            { class: 'chip' },
            createElement('span', { dir: 'auto' }, upload.name),
            createElement(
              'button',
              {
                type: 'button',
                'aria-label': this.words.remove(upload.name),
                onclick: () => {
                  this.drop(upload);
                  this.text.focus();
                },
              },
              icon(icons.close, 14),
            ),
          ),
        update: (element) => {
          element.className = upload.attached ? 'chip' : 'chip busy';
          setAttribute(element, 'aria-busy', !upload.attached);
          setAttribute(element, 'title', upload.attached ? null : this.words.uploading(upload.name));
        },
      })),
    );
  }
}
