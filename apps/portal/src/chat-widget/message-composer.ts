import type { Conversation } from './conversation.js';
import { createElement, icon, icons, reconcile, setAttribute, setText } from './dom-helpers.js';
import { UploadRefused } from './file-transfer.js';
import type { UploadedFile } from './shown-messages.js';
import { VisitorQuestions } from './visitor-questions.js';
import type { WidgetTexts } from './widget-texts.js';

const TALLEST = 132;

interface Upload {
  key: string;
  name: string;
  /** Null while it is under way. */
  attached: UploadedFile | null;
}

let serial = 0;

/** The field in which the visitor writes, with the questions that the administration asks first. */
export class MessageComposer {
  readonly element: HTMLFormElement;
  private readonly problem = createElement('p', { class: 'error', role: 'alert' });
  private readonly length = createElement('p', { class: 'error', id: 'guichet-too-long', role: 'status' });
  private readonly chips = createElement('ul', { class: 'chips', hidden: true });
  private readonly text: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly picker: HTMLInputElement;
  private readonly questions: VisitorQuestions;
  private uploads: Upload[] = [];
  /** They pressed the key while a file was still on its way. */
  private isWanted = false;

  constructor(
    private readonly conversation: Conversation,
    private readonly words: WidgetTexts,
    private readonly onSent: () => void,
  ) {
    this.questions = new VisitorQuestions(conversation, words);
    this.text = createElement('textarea', {
      rows: 1,
      'aria-label': words.message,
      placeholder: words.placeholder,
      'aria-describedby': 'guichet-too-long',
      dir: 'auto',
      enterkeyhint: 'send',
      oninput: () => {
        this.changed();
        conversation.record.draft = this.text.value;
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
      this.questions.element,
      this.chips,
      createElement('div', { class: 'row' }, attach, this.picker, this.text, this.send),
      this.length,
      this.problem,
    );
    this.text.value = conversation.record.draft;
  }

  render(): void {
    this.questions.render();
    // What the server would not take yet comes back to be completed.
    const { record } = this.conversation;
    if (record.profileNeeded && !this.text.value) this.text.value = record.draft;
    this.changed();
  }

  focus(): void {
    (this.questions.first ?? this.text).focus();
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
    this.questions.forget();
  }

  say(problem: string): void {
    setText(this.problem, problem);
  }

  private get isEmpty(): boolean {
    return this.text.value.trim() === '' && this.uploads.length === 0;
  }

  /** The characters that are too many. What was pasted stays whole, so that the visitor chooses what goes. */
  private get excess(): number {
    return Math.max(0, this.text.value.trim().length - (this.conversation.info?.maxText ?? Infinity));
  }

  private submit(): void {
    if (this.excess > 0) return this.text.focus();
    this.isWanted = this.uploads.some(({ attached }) => attached === null);
    if (this.isEmpty || this.isWanted) return;
    const profile = this.questions.read();
    if (!profile) return;
    const text = this.text.value.trim();
    const files = this.uploads.flatMap(({ attached }) => attached ?? []);
    this.empty();
    this.conversation.record.draft = '';
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
    const { excess } = this;
    setAttribute(this.send, 'aria-disabled', this.isEmpty || excess > 0);
    setAttribute(this.text, 'aria-invalid', excess > 0 ? 'true' : null);
    setText(this.length, excess > 0 ? this.words.tooLong(excess, this.conversation.info!.maxText) : '');
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
