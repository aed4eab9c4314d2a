import type { InboundMessage } from '@guichet/channels';
import { dice } from './city/city-plan.js';
import { mail } from './test-town.js';

/** A mail of a generated correspondence. */
export interface CorrespondingMail {
  message: InboundMessage;
  /** The correspondence that it belongs to: the truth, which no rule of threading decides. Null where nobody could tell. */
  correspondence: number | null;
  /** When it was sent, in seconds since the first of all. */
  at: number;
}

/** How the mail program of a person tells what a mail replies to. */
type Program = 'references' | 'in-reply-to' | 'both';

interface Person {
  address: string;
  program: Program;
}

/** A mail as people see it, whether it reaches us or not. */
interface Written extends CorrespondingMail {
  by: Person;
  /** The nearest first; those to which it replies, and to which those reply. */
  ancestors: string[];
}

const AUTHENTICATED = {
  ...{ verdict: 'authenticated', domain: 'citizen.test', source: 'checked', warnings: [] },
  ...{ spf: 'pass', dkim: 'pass', dmarc: 'pass', arc: 'none' },
} satisfies InboundMessage['authentication'];

const FAILED = {
  ...AUTHENTICATED,
  verdict: 'failed',
  spf: 'fail',
  dkim: 'none',
  dmarc: 'fail',
} satisfies InboundMessage['authentication'];

const SUBJECTS = ['Inscription à la cantine', 'Permis de construire', 'Horaires', 'Demande d’acte de naissance', ''];
const PROGRAMS: Program[] = ['references', 'in-reply-to', 'both'];

/**
 * Correspondences of 2 to 4 people with a town, the same at every run: chains and several replies to one mail, by programs that name all
 * mails before or only the last one; mails of the town that never come by us; copies; forwarded mails; and whatever looks
 * like part of one and is none: strangers who quote a Message-ID, also in the name of its author, the same subject by two people, newsletters with a common
 * reference, programs that use a Message-ID twice. Sorted by when they were sent.
 */
export function correspondences(count: number, seed: number): CorrespondingMail[] {
  const mails: CorrespondingMail[] = [];
  const scene = new Scene(dice(seed), seed);
  for (let n = 0; mails.length < count; n += 1) mails.push(...scene.next(n));
  return mails.slice(0, count).sort((a, b) => a.at - b.at);
}

class Scene {
  private written = 0;
  private people = 0;
  private correspondence = 0;

  constructor(
    private readonly roll: () => number,
    private readonly seed: number,
  ) {}

  /** The mails of one scene: mostly one correspondence with what surrounds it. */
  next(n: number): CorrespondingMail[] {
    const at = Math.floor(n * 20 + this.roll() * 600);
    if (this.roll() < 0.04) return this.newsletter(at);
    const mails = this.correspond(at);
    const more: CorrespondingMail[] = [];
    if (this.roll() < 0.25) more.push(this.stranger(mails));
    if (this.roll() < 0.1) more.push(this.forger(mails));
    if (this.roll() < 0.15) more.push(this.namesake(mails[0]!));
    if (this.roll() < 0.06) more.push(...this.repeatedId(at));
    return [...mails, ...more];
  }

  private readonly below = (limit: number): number => Math.floor(this.roll() * limit);
  private readonly one = <Item>(items: readonly Item[]): Item => items[this.below(items.length)]!;

  private person(): Person {
    this.people += 1;
    return { address: `person-${this.seed}-${this.people}@citizen.test`, program: this.one(PROGRAMS) };
  }

  private write(
    by: Person,
    {
      at,
      correspondence,
      subject,
      to,
    }: { at: number; correspondence: number | null; subject: string; to?: Written | undefined },
  ): Written {
    this.written += 1;
    const externalId = `${this.seed}.${this.written}@mail.citizen.test`;
    const ancestors = to ? [to.message.externalId, ...to.ancestors] : [];
    const named = by.program === 'in-reply-to' ? ancestors.slice(0, 1) : ancestors;
    const message = mail(by.address, {
      ...{ externalId, subject, fingerprint: externalId, body: `Message ${this.written} de ${by.address}` },
      threadKeys: named.map((id) => `ref:${id}`),
      authentication: AUTHENTICATED,
    });
    return { message, correspondence, at, by, ancestors };
  }

  /** A question with replies to it, to replies, and to mails of the town that do not come by us. */
  private correspond(at: number): Written[] {
    this.correspondence += 1;
    const correspondence = this.correspondence;
    const subject = this.one(SUBJECTS);
    const citizens = Array.from({ length: 1 + this.below(3) }, () => this.person());
    const town: Person = { address: 'colleague@town.test', program: 'both' };
    const all = [this.write(citizens[0]!, { at, correspondence, subject })];
    const length = 1 + this.below(8);
    for (let n = 1, now = at; n < length; n += 1) {
      now += 1 + this.below(this.one([10, 60, 3600]));
      const by = this.roll() < 0.25 ? town : this.roll() < 0.7 ? citizens[0]! : this.one(citizens);
      // Often the last mail, but several replies to one are common.
      const to = this.roll() < 0.6 ? all.at(-1) : this.one(all);
      const isForwarded = by !== town && this.roll() < 0.08;
      all.push(
        this.write(by, {
          at: now,
          correspondence,
          subject: isForwarded ? `Fwd: ${subject}` : `Re: ${subject}`,
          to: isForwarded && by.program !== 'both' ? undefined : to,
        }),
      );
    }
    for (const { message } of all)
      message.cc = citizens.map(({ address }) => ({ type: 'email', value: address, verified: false }));
    return all.filter(({ by }) => by !== town);
  }

  /** Somebody else who knows the Message-ID of a mail, soon after it or before. */
  private stranger(mails: readonly Written[]): CorrespondingMail {
    this.correspondence += 1;
    const quoted = this.one(mails);
    const at = quoted.at + this.below(120) - 30;
    return this.write(this.person(), {
      at,
      correspondence: this.correspondence,
      subject: quoted.message.subject,
      to: quoted,
    });
  }

  /** As a stranger, and with the address of the author, whose domain says that it is forged. */
  private forger(mails: readonly Written[]): CorrespondingMail {
    const forged = this.stranger(mails);
    const author = this.one(mails).message.from;
    return { ...forged, message: { ...forged.message, from: author, authentication: FAILED } };
  }

  /** Another person with the same subject in the same minute. */
  private namesake({ at, message: { subject } }: Written): CorrespondingMail {
    this.correspondence += 1;
    return this.write(this.person(), { at: at + this.below(60), correspondence: this.correspondence, subject });
  }

  /** Mails of one sender that all refer to a message that was never sent, as programs do to show them together. */
  private newsletter(at: number): CorrespondingMail[] {
    const by = this.person();
    const common = this.write(by, { at, correspondence: null, subject: '' });
    return Array.from({ length: 2 + this.below(4) }, (_, n) => {
      this.correspondence += 1;
      const issue = this.write(by, {
        at: at + n * 30,
        correspondence: this.correspondence,
        subject: 'La lettre',
        to: common,
      });
      return {
        ...issue,
        message: { ...issue.message, automatic: this.roll() < 0.5 ? 'bulk' : undefined },
      };
    });
  }

  /** Two mails of one program with one Message-ID, and a reply to it by the same person: to which, nobody can tell. */
  private repeatedId(at: number): CorrespondingMail[] {
    const by = this.person();
    const mails = [0, 20].map((delay) => {
      this.correspondence += 1;
      return this.write(by, { at: at + delay, correspondence: this.correspondence, subject: 'Scan' });
    });
    const [first, second] = mails as [Written, Written];
    second.message.externalId = first.message.externalId;
    return [first, second, this.write(by, { at: at + 60, correspondence: null, subject: 'Re: Scan', to: second })];
  }
}

/** What is wrong with where mails were put. All are to be empty. */
export interface Judgement {
  /** Pairs of mails of different correspondences in one case. */
  wrong: string[];
  /** Pairs of mails in one case that no reference and address join. */
  withoutProof: string[];
  /** Mails apart from those to which references and their address join them. */
  split: string[];
}

/**
 * Compares where mails were put with the truth and with what could be proven: a mail and one that it refers to, both genuine and by one address, the
 * Message-ID being that of one mail only. `caseOf` is the case of each mail, by its fingerprint.
 */
export function judge(mails: readonly CorrespondingMail[], caseOf: ReadonlyMap<string, string>): Judgement {
  const byId = Map.groupBy(mails, ({ message }) => message.externalId);
  const provable = new Groups();
  const possible = new Groups();
  for (const { message } of mails)
    for (const key of message.threadKeys) {
      const named = byId.get(key.replace(/^ref:/, '')) ?? [];
      for (const { message: other } of named) {
        if (other.from!.value !== message.from!.value || !isGenuine(message) || !isGenuine(other)) continue;
        // Which of two mails is meant is not known, so that the one that was known alone at the time may be taken, or none.
        possible.join(message.fingerprint, other.fingerprint);
        if (named.length === 1) provable.join(message.fingerprint, other.fingerprint);
      }
    }
  const judgement: Judgement = { wrong: [], withoutProof: [], split: [] };
  const homes = new Map<string, string>();
  const inCase = Map.groupBy(mails, ({ message }) => caseOf.get(message.fingerprint));
  for (const [caseId, together] of inCase) {
    const known = together.find(({ correspondence }) => correspondence !== null) ?? together[0]!;
    for (const other of together) {
      const [one, two] = [known.message.fingerprint, other.message.fingerprint];
      const pair = `${caseId}: ${one} and ${two}`;
      if (![known.correspondence, null].includes(other.correspondence)) judgement.wrong.push(pair);
      if (possible.of(one) !== possible.of(two)) judgement.withoutProof.push(pair);
    }
  }
  for (const { message } of mails) {
    const caseId = caseOf.get(message.fingerprint) ?? 'none';
    const home = homes.get(provable.of(message.fingerprint)) ?? caseId;
    homes.set(provable.of(message.fingerprint), home);
    if (home !== caseId || caseId === 'none')
      judgement.split.push(`${message.fingerprint}: in ${caseId}, not in ${home}`);
  }
  return judgement;
}

const isGenuine = ({ authentication }: InboundMessage) => authentication?.verdict === 'authenticated';

/** What belongs together, each group named by one of its members. */
class Groups {
  private readonly leaders = new Map<string, string>();

  of(member: string): string {
    let leader = member;
    for (let next = this.leaders.get(leader); next !== undefined; next = this.leaders.get(leader)) leader = next;
    if (leader !== member) this.leaders.set(member, leader);
    return leader;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.leaders.set(a, b);
  }
}

/** The mails as they come when each takes up to a minute, however short the next one takes. */
export function delayed(mails: readonly CorrespondingMail[], seed: number): CorrespondingMail[] {
  const roll = dice(seed);
  const arrivals = mails.map((one) => ({ one, at: one.at + roll() * 60 }));
  return arrivals.sort((a, b) => a.at - b.at).map(({ one }) => one);
}
