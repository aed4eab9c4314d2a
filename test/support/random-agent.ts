import type { Locator, Page } from 'playwright-core';
import type { Screen } from './browser-screen.js';
import type { TcpProxy } from './tcp-proxy.js';

/** What is not there so soon is tried again by another act: the line may be cut. */
const PATIENCE_MS = 4_000;
/** What a browser says of a line that was cut. */
const OF_THE_LINE = /net::ERR_|WebSocket connection to|Failed to fetch|Failure: offline|status of (?:409|412|50[234])/;

/** An agent at one case who does at random what agents do, by mouse and keys, over a line that others cut. */
export class RandomAgent {
  /** Each word that was typed, once. */
  readonly words: string[] = [];
  /** Those of them that were meant for colleagues alone. */
  readonly confidential: string[] = [];
  /** The subjects that the screen has taken without an objection. */
  readonly subjects: string[] = [];

  constructor(
    readonly name: string,
    private readonly screen: Screen,
    private readonly at: { line: TcpProxy; caseId: string; roll: () => number },
  ) {}

  get page(): Page {
    return this.screen.page;
  }

  /** What the console has said that is no fault of the line. */
  faults(): string[] {
    return this.screen.errors.filter((error) => !OF_THE_LINE.test(error));
  }

  /** Opens the case, as often as it takes. */
  async arrive(): Promise<void> {
    for (;;) {
      try {
        await this.page.goto(`${this.at.line.url}/inbox/all/${this.at.caseId}`, { timeout: 2 * PATIENCE_MS });
        await this.page
          .getByRole('feed')
          .getByRole('article')
          .first()
          .waitFor({ timeout: 2 * PATIENCE_MS });
        return;
      } catch {
        await this.page.waitForTimeout(200);
      }
    }
  }

  /** Does one thing, or gives up where the line does not let it. */
  async act(): Promise<void> {
    const isOpen = (await this.page.getByRole('feed').count()) > 0;
    await (isOpen ? this.actAtRandom() : this.open()).catch((error: unknown) => {
      if (!(error instanceof Error) || !/Timeout|interrupted|closed|ERR_|detached/.test(error.message)) throw error;
    });
  }

  private actAtRandom(): Promise<void> {
    const acts = [
      () => this.compose('Reply'),
      () => this.compose('Reply'),
      () => this.compose('Note'),
      () => this.rename(),
      () => this.rank(),
      () => this.take(),
      () => this.comeBack(),
      () => this.arrive(),
    ];
    return acts[Math.floor(this.at.roll() * acts.length)]!();
  }

  private get composer(): Locator {
    return this.page.getByRole('region', { name: 'Write', exact: true });
  }

  /** Opens the composer where it is folded, and turns it to a reply or a note. */
  private async turnTo(mode: 'Reply' | 'Note'): Promise<void> {
    const tab = this.composer.locator('[aria-pressed]').filter({ hasText: mode });
    const folded = this.page.getByRole('button', { name: mode === 'Reply' ? /^(Reply|Draft:)/ : /^Note\b/ });
    await tab.or(folded).first().click({ timeout: PATIENCE_MS });
  }

  /** Writes a word by the keyboard behind what stands in the composer, and sends all of it; what is to be looked at first is sent by the next. */
  private async compose(mode: 'Reply' | 'Note'): Promise<void> {
    await this.turnTo(mode);
    const field = this.composer.getByRole('textbox');
    await field.click({ timeout: PATIENCE_MS });
    await this.page.keyboard.press('Control+End');
    const word = `${this.name}${this.words.length + 1}`;
    this.words.push(word);
    if (mode === 'Note') this.confidential.push(word);
    await this.page.keyboard.type(` ${word} merci`);
    await this.page.keyboard.press('Control+Enter');
  }

  private async rename(): Promise<void> {
    const subject = `Sujet ${this.name} ${Math.floor(this.at.roll() * 1e6)}`;
    await this.page.getByRole('heading', { level: 1 }).getByRole('button').click({ timeout: PATIENCE_MS });
    const field = this.page.getByRole('textbox', { name: 'Subject' });
    await field.fill(subject, { timeout: PATIENCE_MS });
    await field.press('Enter');
    const isTaken = await this.page
      .getByRole('heading', { level: 1 })
      .getByRole('button', { name: subject })
      .waitFor({ timeout: PATIENCE_MS })
      .then(() => true)
      .catch(() => false);
    if (isTaken) this.subjects.push(subject);
    // Who was warned that somebody else has changed it leaves it at that.
    else if (await field.isVisible()) await field.press('Escape');
  }

  private async rank(): Promise<void> {
    const rank = ['Low', 'Normal', 'High', 'Urgent'][Math.floor(this.at.roll() * 4)]!;
    await this.page.getByRole('button', { name: /^Priority/ }).click({ timeout: PATIENCE_MS });
    await this.page.getByRole('option', { name: rank }).click({ timeout: PATIENCE_MS });
  }

  private async take(): Promise<void> {
    await this.page.getByRole('button', { name: /^Assignee/ }).click({ timeout: PATIENCE_MS });
    await this.page
      .getByRole('option')
      .nth(Math.floor(this.at.roll() * 3))
      .click({ timeout: PATIENCE_MS });
  }

  /** Leaves the case for the list, and opens it again from there. */
  private async comeBack(): Promise<void> {
    await this.page.getByRole('link', { name: /^All/ }).first().click({ timeout: PATIENCE_MS });
    await this.open();
  }

  /** Opens the case from the list. */
  private async open(): Promise<void> {
    await this.page.getByRole('listitem').filter({ hasText: 'Sujet' }).first().click({ timeout: PATIENCE_MS });
    await this.page.getByRole('feed').waitFor({ timeout: PATIENCE_MS });
  }

  /** What is shown at the end of the timeline, to which the agent goes by a key: a scroll that nobody asked for is taken back. */
  async endOfTimeline(): Promise<string> {
    const feed = this.page.getByRole('feed');
    await feed.press('End');
    return feed.innerText();
  }

  /** Subject, status, assignee and priority as the head of the case shows them. */
  async fields(): Promise<(string | null)[]> {
    const pickers = ['Status', 'Assignee', 'Priority'].map((field) =>
      this.page.getByRole('button', { name: new RegExp(`^${field}:`) }).getAttribute('aria-label'),
    );
    return Promise.all([this.page.getByRole('heading', { level: 1 }).getByRole('button').innerText(), ...pickers]);
  }

  /** The words that stand in the composer still, which is opened where it is folded, and in the versions that it offers. */
  async unsent(): Promise<{ written: string; offered: string }> {
    if ((await this.page.getByRole('feed').count()) === 0) await this.open();
    const unsent = { written: '', offered: '' };
    for (const mode of ['Reply', 'Note'] as const) {
      await this.turnTo(mode);
      unsent.written += ` ${await this.textOfComposer()}`;
      const other = this.composer.getByRole('button', { name: 'Show the other version' });
      for (let n = 0; n < 2 && (await other.isVisible()); n += 1) {
        await other.click();
        if (n === 0) unsent.offered += ` ${await this.textOfComposer()}`;
      }
    }
    return unsent;
  }

  private async textOfComposer(): Promise<string> {
    const field = this.composer.getByRole('textbox');
    return (await field.innerText()) || (await field.inputValue());
  }
}
