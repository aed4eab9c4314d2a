import { saysTooFast } from '../connection-and-delivery-errors.js';
import type { Deadlines } from './relay-timeouts.js';
import {
  RelayConnection,
  type Progress,
  type RelayMail,
  type RelayOptions,
  type SentInfo,
} from './relay-connection.js';

/** The most connections to the relay of one account; further mails wait for one of them. */
const MAX_CONNECTIONS = 5;
/** A connection is replaced after so many mails, or after so long: relays count both. */
const MAX_MAILS = 100;
const MAX_AGE_MS = 10 * 60_000;
/** An unused connection is closed before relays do so. */
const IDLE_MS = 30_000;

/** The connections to the relay of one account: bounded, kept for the next mail, and replaced in time. */
export class RelayPool {
  private readonly idle: { connection: RelayConnection; timer: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];
  private open = 0;
  private isClosed = false;

  constructor(
    private readonly options: RelayOptions,
    private readonly deadlines: Deadlines,
  ) {}

  /** Sends a mail once. Rejects with the errors of nodemailer; `progress` then says how far it came. */
  async send(mail: RelayMail, progress: Progress): Promise<SentInfo> {
    await this.place();
    try {
      return await this.sendIn(mail, progress);
    } finally {
      this.open -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Closes what is unused now, and the others after their mail. */
  close(): void {
    this.isClosed = true;
    for (const { connection, timer } of this.idle.splice(0)) {
      clearTimeout(timer);
      connection.quit();
    }
  }

  private async place(): Promise<void> {
    while (this.open >= MAX_CONNECTIONS) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.open += 1;
  }

  private async sendIn(mail: RelayMail, progress: Progress): Promise<SentInfo> {
    const kept = this.takeIdle();
    if (!kept) return this.sendOver(await this.connect(), mail, progress);
    try {
      return await this.sendOver(kept, mail, progress);
    } catch (error) {
      // The relay may have dropped what it had kept open. Nothing of the mail was sent then, and a new connection will say more.
      if (progress.wasAsked || hasResponse(error)) throw error;
      return this.sendOver(await this.connect(), mail, progress);
    }
  }

  private async sendOver(connection: RelayConnection, mail: RelayMail, progress: Progress): Promise<SentInfo> {
    let info: SentInfo;
    try {
      info = await connection.send(mail, progress);
    } catch (error) {
      if (isRefusal(error) && connection.isOpen)
        await connection.reset().then(() => this.keep(connection), () => connection.close()); // prettier-ignore
      else connection.close();
      throw error;
    }
    this.keep(connection);
    return info;
  }

  private connect(): Promise<RelayConnection> {
    return RelayConnection.open(this.options, this.deadlines);
  }

  private takeIdle(): RelayConnection | undefined {
    for (let last = this.idle.pop(); last; last = this.idle.pop()) {
      clearTimeout(last.timer);
      if (last.connection.isOpen) return last.connection;
    }
    return undefined;
  }

  private keep(connection: RelayConnection): void {
    const isSpent = connection.used >= MAX_MAILS || Date.now() - connection.openedAt > MAX_AGE_MS;
    if (this.isClosed || isSpent || !connection.isOpen) return connection.quit();
    const timer = setTimeout(() => {
      this.idle.splice(
        this.idle.findIndex((one) => one.connection === connection),
        1,
      );
      connection.quit();
    }, IDLE_MS).unref();
    this.idle.push({ connection, timer });
  }
}

interface SmtpFault {
  code?: string;
  responseCode?: number;
  response?: string;
}

const hasResponse = (error: unknown): boolean => {
  const { responseCode } = error as SmtpFault;
  return responseCode !== undefined && (responseCode !== 421 || saysTooFast(error as SmtpFault));
};

/** The relay refused this mail, and works otherwise. */
const isRefusal = (error: unknown): boolean => {
  const { code, responseCode } = error as SmtpFault;
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== 421;
};
