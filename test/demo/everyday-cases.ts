import { randomUUID } from 'node:crypto';
import { addNote, appendEntry, saveCase, updateCase } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import { Case, Database, Survey, SurveyResponse, type Tx } from '@guichet/database';
import { openCaseByContact, reply, type Account } from '@guichet/messages';
import type { Keyring } from '@guichet/platform';
import { newId } from '@guichet/platform';
import { languageOf } from '../../libs/messages/src/receive/parse-envelope.js';
import { writeBatch } from '../../libs/messages/src/receive/write-message-batch.js';
import { actorOf, principalOf } from './agent-principals.js';
import { inhabitant } from './everyday-people.js';
import { answerTo, askedOf, reminderOf } from './everyday-texts.js';
import { planEverydayCases, type EverydayCase } from './everyday-plan.js';
import type { DemoTown } from './build-town.js';

const HOUR_MS = 3_600_000;

interface Archive {
  town: DemoTown;
  caseTypes: ReadonlyMap<string, string>;
  url: string;
  keyring: Keyring;
  accounts: readonly Account[];
  now: Date;
}

/**
 * Three months of what a town is asked every day, by the product's own verbs: what its figures are made of. What was sent
 * is written down as sent.
 */
export async function writeEverydayCases(archive: Archive): Promise<void> {
  const cases = planEverydayCases(archive.now.getTime());
  // Each desk has an hour of its own.
  await Promise.all(
    [0, 1].map((desk) =>
      atDesk(
        archive,
        cases.filter(({ n }) => n % 2 === desk),
      ),
    ),
  );
}

async function atDesk(archive: Archive, cases: readonly EverydayCase[]): Promise<void> {
  let now = archive.now.getTime();
  const database = await Database.connect(archive.url, { poolSize: 2, now: () => new Date(now) });
  const steps = cases
    .flatMap((one) => stepsOf(new PastCase(archive, database, one), one))
    .filter((step): step is Step => step.at !== null && step.at < archive.now.getTime())
    .sort((a, b) => a.at - b.at);
  try {
    for (const { at, does } of steps) {
      now = at;
      await does();
    }
  } finally {
    await database.close();
  }
}

interface Step {
  at: number;
  does: () => Promise<void>;
}

const stepsOf = (past: PastCase, one: EverydayCase): { at: number | null; does: () => Promise<void> }[] => [
  { at: one.askedAt, does: past.open },
  { at: one.askedAgainAt, does: past.askAgain },
  { at: one.answeredAt, does: past.answer },
  { at: one.closedAt, does: () => past.update({ status: 'closed' }) },
  { at: one.score && one.closedAt! + 20 * HOUR_MS, does: past.judge },
  { at: one.reopenedAt, does: () => past.update({ status: 'open' }) },
  { at: one.reopenedAt && one.reopenedAt + 9 * HOUR_MS, does: () => past.update({ status: 'closed' }) },
];

class PastCase {
  private id = '';
  private readonly account: Account | undefined;
  private readonly from: Handle;

  constructor(
    private readonly archive: Archive,
    private readonly database: Database,
    private readonly one: EverydayCase,
  ) {
    const own = archive.accounts.filter(({ kind, channel }) => kind === one.by && !channel.capabilities.recorded);
    this.account = own.find(({ teamId }) => teamId === archive.town.teamId(one.team)) ?? own[0];
    const { name, email, phone } = inhabitant(one.n);
    const isMail = one.by === 'email';
    this.from = { type: isMail ? 'email' : 'phone', value: isMail ? email : phone, name, verified: false };
  }

  private get who() {
    return principalOf(this.archive.town, this.one.agent);
  }

  private write = <Result>(work: (tx: Tx) => Promise<Result>) => this.database.write(actorOf(this.who), work);

  open = async (): Promise<void> => {
    const { team, caseType, subject, by, n } = this.one;
    const teamId = this.archive.town.teamId(team);
    const text = askedOf(subject, n);
    if (this.account) await this.receive(text);
    else
      this.id = await this.write((tx) =>
        openCaseByContact(tx, this.who, {
          ...{ channel: by, direction: 'in', text, attachmentIds: [], subject, teamId },
          ...{ citizenName: this.from.name!, address: this.from.value },
        }),
      );
    const caseTypeId = this.archive.caseTypes.get(caseType) ?? null;
    await this.write(async (tx) => {
      // As the rules of the town have it: nobody has sent it there by hand.
      await tx.query(`update cases set team_id = $2, case_type_id = $3 where id = $1`, [this.id, teamId, caseTypeId]);
    });
  };

  askAgain = async (): Promise<void> => {
    if (this.account) await this.receive(reminderOf(this.one.n));
  };

  /** In the conversation that there is, or as an answer to the case. */
  private async receive(text: string): Promise<void> {
    const { id, kind } = this.account!;
    const envelopeId = newId();
    const externalId = `${envelopeId}@example.org`;
    const now = this.database.now;
    await this.database.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size, state) values ($1::uuid, $2, $1::text, '{}', 'x', 1, 'processed')`,
      [envelopeId, id],
    );
    const message = {
      ...{ type: 'message', externalId, fingerprint: '', from: this.from, to: [], cc: [], subject: this.one.subject },
      ...{
        sentAt: now,
        segments: [{ kind: 'visible', text }],
        html: null,
        remoteImages: [],
        flags: [],
        hiddenParts: 0,
      },
      ...{ attachments: [], threadKeys: [] },
    } as unknown as Parameters<typeof writeBatch>[2][number]['message'];
    const account = { id, kind, teamId: this.archive.town.teamId(this.one.team), conversation: true };
    const item = {
      ...{ envelopeId, account, receivedAt: now, message, attachments: [], html: null, hasOriginal: false },
      language: await languageOf(message),
    };
    await this.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeBatch(tx, this.archive.keyring, [item]));
    const [row] = await this.database.query<{ id: string }>(
      `select case_id as id from message where external_id = $1 and direction = 'in'`,
      [externalId],
    );
    this.id = row!.id;
  }

  answer = async (): Promise<void> => {
    const text = answerTo(this.one.subject);
    if (!this.account)
      return void (await this.write((tx) => addNote(tx, this.who, { caseId: this.id, note: { text, mentions: [] } })));
    const { account, from } = this;
    const subject = `Re: ${this.one.subject}`;
    const plan = { account, to: [from], cc: [], subject, text, html: null, template: undefined, made: null };
    await this.write(async (tx) => {
      const entryId = await reply({ tx, who: this.who, keyring: this.archive.keyring }, this.id, {
        message: { text, attachmentIds: [] },
        plan,
        seenVersion: null,
      });
      await tx.query(
        `update delivery set state = 'sent', attempts = 1, sent_at = $2, changed_at = $2 where entry_id = $1`,
        [entryId, tx.now],
      );
    });
  };

  update = (change: { status: 'open' | 'closed' }): Promise<void> =>
    this.write((tx) => updateCase(tx, this.who, { id: this.id, wanted: change }));

  /** What the citizen says when asked how it went. */
  judge = (): Promise<void> =>
    this.write(async (tx) => {
      const item = await tx.repo(Case).findOneByOrFail({ id: this.id });
      const { id: entryId } = await appendEntry(tx, {
        item,
        entry: {
          kind: 'activity',
          data: { type: 'survey-sent', channel: this.one.by },
        },
      });
      await saveCase(tx, item);
      const of = { teamId: item.teamId, caseTypeId: item.caseTypeId, channel: this.one.by, language: 'fr' } as const;
      const day = tx.now.toISOString().slice(0, 10);
      const at = new Date(`${day}T00:00:00Z`);
      const ids = { id: newId(), caseId: this.id, citizenId: item.citizenId, entryId };
      const survey = { ...of, ...ids, sentAt: tx.now, respondedAt: at };
      await tx.repo(Survey).insert(survey);
      const score = this.one.score!;
      await tx
        .repo(SurveyResponse)
        .insert({ ...of, id: randomUUID(), day, at, score, clarity: score + 2, text: SAID[score]! });
      tx.publish('survey.responded', { responseId: randomUUID() }, { teamIds: [item.teamId] });
    });
}

const SAID: Record<number, string> = { 1: 'J’ai attendu trop longtemps.', 2: '', 3: '' };
