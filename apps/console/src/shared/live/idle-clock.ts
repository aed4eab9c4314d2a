/** As long after the last key, click or movement an agent counts as idle, in the eyes of colleagues who have the same case open. */
export const IDLE_MS = 5 * 60_000;

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Knows whether somebody sits in front of a page, as long as anybody asks. */
export class IdleClock {
  #idle = false;
  #usedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<() => void>();

  /** `isInFrame`: whether they are in a frame of it, whose keys and movements the page does not get. */
  constructor(
    private readonly page: EventTarget,
    private readonly isInFrame: () => boolean = () => false,
  ) {}

  readonly isIdle = (): boolean => this.#idle;

  /** Tells when it changes. Whoever begins to ask sits in front of it. Returns how to stop. */
  readonly watch = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  #start(): void {
    this.#idle = false;
    this.#usedAt = Date.now();
    for (const sign of SIGNS) this.page.addEventListener(sign, this.#use, { capture: true, passive: true });
    this.#timer = setTimeout(this.#look, IDLE_MS);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    for (const sign of SIGNS) this.page.removeEventListener(sign, this.#use, { capture: true });
  }

  /** A movement comes with each pixel: all that is done for it is to remember when. */
  readonly #use = (): void => {
    this.#usedAt = Date.now();
    if (!this.#idle) return;
    this.#timer = setTimeout(this.#look, IDLE_MS);
    this.#tell(false);
  };

  readonly #look = (): void => {
    if (this.isInFrame()) this.#usedAt = Date.now();
    const left = this.#usedAt + IDLE_MS - Date.now();
    if (left > 0) this.#timer = setTimeout(this.#look, left);
    else this.#tell(true);
  };

  #tell(idle: boolean): void {
    this.#idle = idle;
    for (const listener of this.#listeners) listener();
  }
}
