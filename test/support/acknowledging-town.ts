import { saveOrganisation, type Principal } from '@guichet/access';
import type { BusinessHours, MessageEntry, SaveAcknowledgement } from '@guichet/contracts';
import { Organisation } from '@guichet/contracts';
import type { LoggedEvent } from '@guichet/database';
import { saveAcknowledgement, scheduleAcknowledgements, sendAcknowledgement } from '@guichet/messages';
import { seedTemplates } from '@guichet/templates';
import { Outbox } from './delivery-outbox.js';
import { MailSink } from './mail-sink.js';
import type { Intake } from './receive-messages.js';

const SYSTEM = { kind: 'system', name: 'Acknowledgement' } as const;

const week = (slots: BusinessHours['week']['mon']): BusinessHours['week'] => ({
  ...{ mon: slots, tue: slots, wed: slots, thu: slots, fri: slots, sat: slots, sun: slots },
});
/** The hours of a team that never closes. */
export const AROUND_THE_CLOCK: BusinessHours = {
  ...{ timeZone: 'Europe/Paris', territory: null, exceptions: [] },
  week: week([{ from: '00:00', to: '24:00' }]),
};

/** A town with the shipped templates and a mailbox, whose acknowledgements are planned and sent when a test says so. */
export class AcknowledgingTown {
  readonly outbox: Outbox;
  readonly sink: MailSink;
  readonly root: Principal;
  readonly mailbox: Intake;
  /** By their keys. */
  readonly templates: ReadonlyMap<string, string>;

  private constructor(parts: Pick<AcknowledgingTown, 'outbox' | 'sink' | 'root' | 'mailbox' | 'templates'>) {
    ({
      outbox: this.outbox,
      sink: this.sink,
      root: this.root,
      mailbox: this.mailbox,
      templates: this.templates,
    } = parts);
  }

  static async open(): Promise<AcknowledgingTown> {
    const [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
    const { town } = outbox;
    const root = await town.agent('Root', [outbox.team], 'administrator');
    const organisation = Organisation.parse({
      ...{ name: 'Ville de Valbourg', mail: 'contact@town.test', opensAt: '09:00', closesAt: '17:00' },
    });
    await outbox.as((tx) => saveOrganisation(tx, root, organisation));
    await seedTemplates(town.database);
    const rows = await town.database.query<{ key: string; id: string }>(`select key, id from template`);
    const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
    const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
    const id = await outbox.connect('email', config);
    await town.database.execute(`update channel_account set addresses = '{contact@town.test}' where id = $1`, [id]);
    outbox.accounts.invalidate();
    const mailbox: Intake = { id, kind: 'email', teamId: outbox.team };
    const templates = new Map(rows.map((row) => [row.key, row.id]));
    const opened = new AcknowledgingTown({ outbox, sink, root, mailbox, templates });
    await opened.setHours(AROUND_THE_CLOCK);
    return opened;
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.sink.close();
  }

  private get database() {
    return this.outbox.town.database;
  }

  setHours(hours: BusinessHours): Promise<unknown> {
    return this.database.execute(`update team set business_hours = $2 where id = $1`, [this.outbox.team, hours]);
  }

  save(wanted: Partial<SaveAcknowledgement> = {}, id = this.mailbox.id) {
    const complete = { enabled: true, templateId: this.templates.get('acknowledgement')!, closedTemplateId: null, caseTypes: [] }; // prettier-ignore
    return this.outbox.as((tx) => saveAcknowledgement(tx, this.root, { id, wanted: { ...complete, ...wanted } }));
  }

  /** Decides on all that came, also on what it has decided already. */
  async plan(): Promise<void> {
    const events = await this.database.query<LoggedEvent>(
      `select type, data, case_id as "caseId" from event where type = 'message.received' order by id`,
    );
    await this.database.write(SYSTEM, (tx) => scheduleAcknowledgements(tx, events));
  }

  /** The messages for which a job waits. */
  async planned(): Promise<string[]> {
    const rows = await this.database.query<{ payload: { entryId: string } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'send-acknowledgement' order by j.id`,
    );
    return rows.map(({ payload }) => payload.entryId);
  }

  send = (entryId: string): Promise<void> => {
    const { accounts, town } = this.outbox;
    const { database, keyring } = town;
    return sendAcknowledgement({ database, accounts, keyring, publicUrl: 'https://guichet.test' }, entryId);
  };

  /** Acknowledges all that came, and delivers that. */
  async run(): Promise<void> {
    await this.plan();
    for (const entryId of await this.planned()) await this.send(entryId);
    await this.database.execute(`delete from graphile_worker._private_jobs`);
    await this.outbox.run();
  }

  mailsTo = (address: string) => this.sink.mails.filter(({ envelope }) => envelope.to.includes(address));

  acknowledgementsIn = async (caseId: string): Promise<MessageEntry[]> =>
    (await this.outbox.timeline(caseId)).items.filter(
      (entry): entry is MessageEntry => entry.kind === 'message' && entry.flags.includes('acknowledgement'),
    );

  /** Why messages of a case were not acknowledged. */
  refusalsIn = async (caseId: string): Promise<string[]> =>
    (await this.outbox.timeline(caseId)).items.flatMap((entry) =>
      entry.kind === 'activity' && entry.activity.type === 'not-acknowledged' ? [entry.activity.because] : [],
    );
}
