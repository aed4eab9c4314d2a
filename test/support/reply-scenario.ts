import { randomBytes } from 'node:crypto';
import { saveOrganisation, type Principal } from '@guichet/access';
import { Organisation, TemplateQuery, type ChannelKind, type PostMessage, type Provenance } from '@guichet/contracts';
import { channels } from '@guichet/channels';
import { ChannelAccount, NotificationListener, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { renderInCase, seedTemplates, listTemplates } from '@guichet/templates';
import { Accounts } from '../../libs/messages/src/accounts/channel-accounts.js';
import { planReply } from '../../libs/messages/src/send/plan-reply.js';
import { reply } from '../../libs/messages/src/send/write-reply.js';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { AGENTS, CHANNELS, TEAMS } from './seeded-replies.js';
import { from, receive, type Intake } from './receive-messages.js';
import { TestTown } from './test-town.js';

/** A reply to send, and what the agent makes of the approved text. */
export interface PlannedReply {
  template: string;
  language: 'fr' | 'en';
  channel: ChannelKind;
  team: number;
  agent: number;
  values: Record<string, string>;
  written: (approved: string) => string;
  more?: Partial<PostMessage>;
}
export interface SentReply {
  caseId: string;
  entryId: string;
  /** The approved text as the composer shows it, and what was sent. */
  approved: string;
  sent: string;
  provenance: Provenance;
}

const configs: Partial<Record<ChannelKind, object>> = {
  sms: { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account', from: '+33757050101' },
  whatsapp: { phoneNumberId: '106540352242922', accessToken: 'EAAG', appSecret: 'of an app', verifyToken: 'ours' },
  telegram: { botToken: '7100200300:AAExampleTokenOfATestNobodyUses', secretToken: 'a-secret-of-this-town' },
  chat: channels.chat.config.parse({ allowedOrigins: ['https://town.test'] }) as object,
};

/** No part of a text is mandatory in this town, nor is a document, so that agents can leave out anything. */
async function freeBlocks({ database }: TestTown): Promise<void> {
  await database.write({ kind: 'system', name: 'Setup' }, async (tx) => {
    await tx.query(`update template_version set state = 'replaced'`);
    await tx.query(
      `insert into template_version (id, template_id, language, number, state, content, source_number, created_at, created_by, approved_at, approved_by)
       select gen_random_uuid(), template_id, language, 2, 'approved', jsonb_set(content - 'needsDocument', '{blocks}',
           (select jsonb_agg(b || '{"mandatory": false}' order by n) from jsonb_array_elements(content -> 'blocks') with ordinality x (b, n))),
         case when source_number is not null then 2 end, created_at, created_by, approved_at, approved_by from template_version`,
    );
  });
}

/** Teams whose agents reply with the shipped templates, by every channel, at a fixed time. */
export class ReplyScenario {
  private serial = 0;

  readonly teams: string[];
  readonly agents: Principal[];
  readonly supervisor: Principal;
  private readonly intakes: ReadonlyMap<string, Intake>;
  private readonly accounts: Accounts;
  private readonly notificationListener: NotificationListener;
  private readonly templateIds: ReadonlyMap<string, string>;

  private constructor(
    readonly town: TestTown,
    {
      teams,
      agents,
      supervisor,
      intakes,
      accounts,
      notificationListener,
      templateIds,
    }: Pick<ReplyScenario, 'teams' | 'agents' | 'supervisor'> & {
      intakes: ReadonlyMap<string, Intake>;
      accounts: Accounts;
      notificationListener: NotificationListener;
      templateIds: ReadonlyMap<string, string>;
    },
  ) {
    this.teams = teams;
    this.agents = agents;
    this.supervisor = supervisor;
    this.intakes = intakes;
    this.accounts = accounts;
    this.notificationListener = notificationListener;
    this.templateIds = templateIds;
  }

  static async open(now: Date): Promise<ReplyScenario> {
    const town = await TestTown.build();
    town.database.clock = () => now;
    const teams: string[] = [];
    for (let n = 0; n < TEAMS; n += 1) teams.push(await town.team(`Service ${n + 1}`));
    const agents: Principal[] = [];
    for (let n = 0; n < AGENTS; n += 1) agents.push(await town.agent(`Agent ${n + 1}`, [teams[n % TEAMS]!]));
    const root = await town.agent('Root', [], 'administrator');
    const own = Organisation.parse({
      name: 'Ville de Valbourg',
      address: '1 place de la Mairie\n21000 Valbourg',
      mail: 'contact@valbourg.example',
      phone: '+33380000000',
      court: 'Dijon',
    });
    await town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) => saveOrganisation(tx, root, own));
    await seedTemplates(town.database);
    await freeBlocks(town);
    const intakes = new Map<string, Intake>();
    for (const [n, teamId] of teams.entries()) {
      for (const kind of CHANNELS) intakes.set(`${n} ${kind}`, await openAccount(town, teamId, kind));
    }
    const notificationListener = new NotificationListener(town.database.url);
    const accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
    const query = TemplateQuery.parse({ limit: 200 });
    const { items } = await listTemplates(town.database, root, { today: '2026-11-25', query });
    const ids = new Map(items.map(({ id, key }) => [key!, id]));
    return new ReplyScenario(town, {
      teams,
      agents,
      supervisor: root,
      intakes,
      accounts,
      notificationListener,
      templateIds: ids,
    });
  }

  async close(): Promise<void> {
    await this.notificationListener.close();
    await this.town.close();
  }

  template = (key: string): string => this.templateIds.get(key)!;

  as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
    this.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

  /** Receives a message; renders the template as the composer does, changes the text, and sends it. */
  async answer({ template, language, channel, team, agent, values, written, more }: PlannedReply): Promise<SentReply> {
    const { database, linkTo, keyring } = this.town;
    const intake = this.intakes.get(`${team} ${channel}`)!;
    const [caseId] = (await receive(this.town, intake, this.question(channel))) as [string];
    const who = this.agents[agent]!;
    const templateId = this.template(template);
    const given = { caseId, channelKind: channel, language, values };
    const {
      text: approved,
      number,
      replyPageId,
    } = await renderInCase({ reader: database, who, linkTo }, templateId, given);
    const sent = written(approved);
    const wanted: PostMessage = {
      ...{ text: sent, attachmentIds: [], channelAccountId: intake.id, templateId, templateNumber: number },
      ...{ language, values, replyPageId, ...more },
    };
    const plan = await planReply(
      { reader: database, who, accounts: this.accounts, linkTo, fileTexts: this.town.fileTexts },
      caseId,
      wanted,
    );
    const entryId = await this.as(who, (tx) =>
      reply({ tx, who, keyring }, caseId, { message: wanted, plan, seenVersion: null }),
    );
    return { caseId, entryId, approved, sent, provenance: plan.made!.provenance };
  }

  /** Receives another mail of the citizen before the reply. */
  async writeAgain(caseId: string, team: number): Promise<void> {
    const threadKeys = [`reply:${signAddressToken(this.town.keyring, 'reply', caseId)}`];
    const [{ address }] = (await this.town.database.query<{ address: string }>(
      `select h.value as address from case_participant p join handle h on h.id = p.handle_id where p.case_id = $1`,
      [caseId],
    )) as [{ address: string }];
    await receive(
      this.town,
      this.intakes.get(`${team} email`)!,
      from('email', address, { name: 'Zoé Martin', threadKeys }),
    );
  }

  private question(channel: ChannelKind) {
    const n = (this.serial += 1);
    if (channel === 'email') return from('email', `person${n}@citizen.test`, { name: 'Zoé Martin' });
    if (channel === 'chat')
      return from('visitor', `visitor:${randomBytes(16).toString('base64url')}`, { name: 'Zoé Martin' });
    if (channel === 'telegram') return from('account', `telegram:${700_000 + n}`, { name: 'Zoé Martin' });
    return from('phone', `+33639${String(980_000 + n)}`, { name: 'Zoé Martin' });
  }
}

async function openAccount(town: TestTown, teamId: string, kind: ChannelKind): Promise<Intake> {
  if (kind === 'email') return town.mailbox(teamId);
  const id = newId();
  const account = { id, kind, name: kind, teamId, config: configs[kind]!, addresses: [], secrets: null };
  await town.database.source.getRepository(ChannelAccount).insert(account);
  return { id, kind, teamId, conversation: true };
}
