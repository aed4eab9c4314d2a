import { giveRole, principalOf, takeRole, updateTeam, type Principal } from '@guichet/access';
import { unassignInaccessibleCases } from '@guichet/cases';
import { shippedRole, type GiveRole, type GrantReach, type Permission, type RoleKey } from '@guichet/contracts';
import { addressedEventsAfter, RoleGrant, type AddressedEvent, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { signAddressToken } from '../../libs/messages/src/signed-address-token.js';
import { setPresence } from '../../libs/workforce/src/index.js';
import { from, receive, type Intake } from '../support/receive-messages.js';
import type { TestTown } from '../support/test-town.js';
import { pick, type Step } from './drawn-steps.js';
import { PermittedBySets } from './permitted-by-sets.js';
import { workInCases } from './work-in-cases.js';
import { storedRows, type StoredCase, type StoredRows } from './stored-rows.js';

const ROLES: RoleKey[] = [
  ...(['case-worker', 'front-desk', 'expert', 'supervisor', 'dpo', 'elected-official', 'signatory'] as const),
  'contractor',
];
const REACHES: GrantReach[] = [
  ...(['all-teams', 'own-teams', 'own-teams', 'teams', 'teams', 'sectors', 'sectors'] as const),
  ...(['assigned-cases', 'assigned-cases'] as const),
];

/** What breaks a glass, or may end what was opened so. */
const GLASS: Step['act'][] = ['break-glass', 'end-glass', 'restrict', 'lift', 'merge', 'team'];

/** The teams, sectors, agents and accounts that stay through all histories. */
export interface Cast {
  town: TestTown;
  root: Principal;
  agents: readonly Principal[];
  teamIds: readonly string[];
  sectorIds: readonly string[];
  accounts: readonly Intake[];
}

/** Whether a case is restricted to others than this agent, who has not broken its glass either. */
export const isOpenTo = (agentId: string, { restrictedTo, openedBy }: StoredCase): boolean =>
  restrictedTo === null || restrictedTo.includes(agentId) || openedBy.includes(agentId);

/** What an act did: the rows before and after it, and what was published. */
export interface StepResult {
  before: StoredRows;
  after: StoredRows;
  events: AddressedEvent[];
}

/** One history: what agents may do, and what they do, with a model beside it that knows who may. */
export class RandomHistory {
  readonly permitted: PermittedBySets;
  rows: StoredRows = { cases: [], addresses: [] };
  /** What was published and no figure has counted yet. */
  uncounted: AddressedEvent[] = [];
  private readonly principals = new Map<string, Principal>();
  private lastEvent = `${'0'.repeat(20)}-${'0'.repeat(20)}`;
  serial = 0;

  constructor(readonly cast: Cast) {
    this.permitted = new PermittedBySets(cast.teamIds);
  }

  /** Forgets all other histories, and begins with teams in sectors, two roles for each agent, a team, and a case of each team. */
  async begin(drawn: readonly number[]): Promise<this> {
    await this.forget();
    const { root, agents, teamIds, accounts } = this.cast;
    for (const [n, account] of accounts.entries()) await this.write(account, { person: n, threadKeys: [] });
    await this.as(root, async (tx) => {
      for (const digits of drawn) this.putTeam({ one: digits, other: Math.floor(digits / 3) });
      const sectors = teamIds.map((id) => this.permitted.sectorOf.get(id) ?? null);
      await tx.query(
        `update team set sector_id = s.sector_id from unnest($1::uuid[], $2::uuid[]) s(id, sector_id) where s.id = team.id`,
        [teamIds, sectors],
      );
      for (const [n, { id }] of agents.entries()) {
        const digits = drawn[n]!;
        const { memberOf } = this.permitted.of(id);
        for (const one of [digits, Math.floor(digits / 7)]) memberOf.add(this.team(one));
        await tx.query(`insert into team_member (agent_id, team_id) select $1, unnest($2::uuid[])`, [
          id,
          [...memberOf],
        ]);
        for (const [one, other] of [
          [digits % 100, digits / 100],
          [digits / 10, digits % 7],
        ] as const)
          // prettier-ignore
          await this.hold(id, { one: Math.floor(one), other: Math.floor(other) }, async (wanted) => {
            const row = { id: newId(), agentId: id, givenBy: root.id, createdAt: tx.now, ...wanted };
            const [validFrom, validUntil] = [wanted.validFrom, wanted.validUntil].map((at) => at && new Date(at));
            await tx.repo(RoleGrant).insert({ ...row, validFrom, validUntil });
            return row.id;
          });
      }
    });
    return this;
  }

  private async forget(): Promise<void> {
    const { town, root, agents } = this.cast;
    await town.forget();
    await town.database.execute(
      `with gone as (delete from role_grant where agent_id = any($1::uuid[])), left_teams as (delete from team_member),
         left_sectors as (update team set sector_id = null where sector_id is not null), uncounted as (delete from metric_rollup),
         undone as (delete from graphile_worker._private_jobs)
       delete from metric_point`,
      [agents.map(({ id }) => id)],
    );
    this.permitted.of(root.id).roles.push({
      ...{ id: 'root', key: 'administrator', reach: 'all-teams', teamIds: [], sectorIds: [], from: null, until: null },
    });
  }

  get everybody(): readonly Principal[] {
    return [this.cast.root, ...this.cast.agents];
  }

  /** An agent with the rights that they have now, as each request reads them. */
  async principal(id: string): Promise<Principal> {
    const known = this.principals.get(id) ?? (await principalOf(this.cast.town.database, id))!;
    this.principals.set(id, known);
    return known;
  }

  visibleTo = (agentId: string, rows = this.rows): StoredCase[] =>
    rows.cases.filter((item) => this.may(agentId, 'case.read', item));

  /** Whether an agent has a permission in a case as it is now. */
  may = (agentId: string, permission: Permission, item: StoredCase): boolean =>
    this.permitted.inCase(agentId, permission, item) && isOpenTo(agentId, item);

  /** What would tell an agent of a case that is hidden from them: its id, its reference, and what stands in none that they may see. */
  hiddenFrom(agentId: string, rows = this.rows): string[] {
    const visible = new Set(this.visibleTo(agentId, rows));
    const shown = [...visible].map(({ subject, text }) => `${subject}|${text}`).join('|');
    return rows.cases
      .filter((item) => !visible.has(item))
      .flatMap(({ id, reference, subject, text }) => {
        const said = [subject, ...(text.match(/zq\d+x|Objet \d+o/g) ?? [])].filter((word) => !shown.includes(word));
        return [id, reference, ...said];
      });
  }

  /** Who does what is done in a step, or to whom it is done. */
  agent = ({ agent }: Step): Principal => pick(this.cast.agents, agent)!;

  /** Reads that write, such as of a mark, have published something: whoever might hear it did so with the rights of then. */
  hasUnheard = false;

  async go(step: Step): Promise<StepResult> {
    if (this.hasUnheard) this.uncounted.push(...(await this.newEvents()));
    this.hasUnheard = false;
    const before = this.rows;
    await this.act(step);
    const [rows, events] = await Promise.all([storedRows(this.cast.town.database), this.newEvents()]);
    this.rows = rows;
    // Who has broken a glass sees by it as long as they may break one.
    for (const item of this.rows.cases)
      item.openedBy = item.openedBy.filter((id) => this.permitted.has(id, 'case.break-glass'));
    this.uncounted.push(...events);
    return { before, after: this.rows, events };
  }

  /** What was published since they were asked for, as sockets and jobs read it: once no older transaction is open. */
  private async newEvents(): Promise<AddressedEvent[]> {
    const { query } = this.cast.town.database;
    const id = this.lastEvent.split('-')[1];
    for (;;) {
      const [events, [all]] = await Promise.all([
        addressedEventsAfter(query, this.lastEvent, 1000),
        query<{ n: number }>(`select count(*)::int as n from event where id > $1`, [id]),
      ]);
      if (events.length < all!.n) continue;
      this.lastEvent = events.at(-1)?.position ?? this.lastEvent;
      return events;
    }
  }

  private async act(step: Step): Promise<void> {
    const { act, one } = step;
    const { town, accounts } = this.cast;
    const { id } = this.agent(step);
    const rights: Partial<Record<Step['act'], (tx: Tx) => Promise<void>>> = {
      give: (tx) => this.give(tx, id, step),
      take: (tx) => this.take(tx, id, step),
      join: (tx) => this.join(tx, id, step),
      leave: (tx) => this.leave(tx, id, step),
      sector: (tx) => this.moveTeam(tx, step),
    };
    if (act === 'wait' || rights[act]) {
      await (act === 'wait' ? this.wait(step) : this.as(this.cast.root, rights[act]!));
      return this.principals.clear();
    }
    if (act === 'give-back')
      return void (await town.database.write({ kind: 'system', name: 'Jobs' }, (tx) =>
        unassignInaccessibleCases(tx, { agentId: id }),
      ));
    if (act === 'presence') return this.changePresence(await this.principal(id));
    const item = pick(this.rows.cases, one);
    if (act === 'write' || !item) return this.write(pick(accounts, one)!, { person: step.other, threadKeys: [] });
    if (act === 'answer')
      return this.write(pick(accounts, step.other)!, {
        person: step.other,
        threadKeys: [`reply:${signAddressToken(town.keyring, 'reply', item.id)}`],
      });
    // Half of it by root, so that much is done which others then see in part.
    const worker = step.agent % 2 === 0 ? this.cast.root.id : id;
    await workInCases(this, { who: await this.principal(worker), item, step });
    // Who has broken a glass, or for whom it was mended, has other rights with the next request.
    if (GLASS.includes(act)) this.principals.clear();
  }

  private give(tx: Tx, agentId: string, step: Step): Promise<void> {
    return this.hold(agentId, step, (wanted) => giveRole(tx, this.cast.root, { agentId, wanted }));
  }

  /** Draws a role, which `give` gives; it returns the id of its row. */
  private async hold(
    agentId: string,
    { one, other }: Pick<Step, 'one' | 'other'>,
    give: (wanted: GiveRole) => Promise<string>,
  ): Promise<void> {
    const { teamIds, sectorIds } = this.cast;
    const reach = pick(REACHES, other)!;
    const held = {
      key: pick(ROLES, one)!,
      reach,
      teamIds: reach === 'teams' ? teamIds.filter((_, n) => (1 + (one % 6)) & (1 << n)) : [],
      sectorIds: reach === 'sectors' ? sectorIds.filter((_, n) => (1 + (one % 3)) & (1 << n)) : [],
      // Half an hour past, so that no clock decides a draw.
      from: [null, null, this.permitted.hours - 30.5, this.permitted.hours + 10.5][one % 4]!,
      until: [null, this.permitted.hours + 20.5, this.permitted.hours + 40.5][other % 3]!,
    };
    const time = (at: number | null) =>
      at === null ? null : new Date(Date.now() + (at - this.permitted.hours) * 3_600_000).toISOString();
    const id = await give({
      ...{ roleId: shippedRole(held.key).id, reach, teamIds: held.teamIds, sectorIds: held.sectorIds },
      ...{ validFrom: time(held.from), validUntil: time(held.until) },
    });
    this.permitted.of(agentId).roles.push({ id, ...held });
  }

  private async take(tx: Tx, agentId: string, { one }: Step): Promise<void> {
    const { roles } = this.permitted.of(agentId);
    const held = pick(roles, one);
    if (!held) return;
    await takeRole(tx, this.cast.root, { agentId, grantId: held.id });
    roles.splice(roles.indexOf(held), 1);
  }

  private team = (one: number): string => pick(this.cast.teamIds, one)!;

  private async join(tx: Tx, agentId: string, { one }: Step): Promise<void> {
    this.permitted.of(agentId).memberOf.add(this.team(one));
    await this.setMembers(tx, this.team(one));
  }

  private async leave(tx: Tx, agentId: string, { one }: Step): Promise<void> {
    this.permitted.of(agentId).memberOf.delete(this.team(one));
    await this.setMembers(tx, this.team(one));
  }

  /** Puts a team into a sector, into another one, or into none. */
  private async moveTeam(tx: Tx, step: Step): Promise<void> {
    const { id, sectorId } = this.putTeam(step);
    await updateTeam(tx, this.cast.root, { id, wanted: { sectorId, reason: 'Autre service.' } });
  }

  private putTeam({ one, other }: Pick<Step, 'one' | 'other'>): { id: string; sectorId: string | null } {
    const { sectorIds } = this.cast;
    const id = this.team(one);
    const sectorId = pick([...sectorIds, ...sectorIds, null], other)!;
    this.permitted.sectorOf.delete(id);
    if (sectorId) this.permitted.sectorOf.set(id, sectorId);
    return { id, sectorId };
  }

  private async setMembers(tx: Tx, id: string): Promise<void> {
    const { root, agents } = this.cast;
    const agentIds = agents.map((agent) => agent.id).filter((agentId) => this.permitted.of(agentId).memberOf.has(id));
    await updateTeam(tx, root, { id, wanted: { agentIds } });
  }

  /** Time passes: the database has a clock of its own, so all times of roles come nearer. */
  private async wait({ one }: Step): Promise<void> {
    const hours = 1 + (one % 3) * 12;
    this.permitted.hours += hours;
    await this.cast.town.database.execute(`update break_glass set until = until - $1 * interval '1 hour'`, [hours]);
    await this.cast.town.database.execute(
      `update role_grant set valid_from = valid_from - $1 * interval '1 hour', valid_until = valid_until - $1 * interval '1 hour'`,
      [hours],
    );
  }

  private async changePresence(who: Principal): Promise<void> {
    const state = (this.serial += 1) % 2 ? 'busy' : 'available';
    await this.as(who, (tx) => setPresence(tx, who, { state }));
  }

  /** A word that is in no other message. */
  text = (): string => `commun zq${String((this.serial += 1)).padStart(4, '0')}x`;

  private async write(
    account: Intake,
    { person, threadKeys }: { person: number; threadKeys: string[] },
  ): Promise<void> {
    const body = this.text();
    const value = `citoyen${person % 3}@citizen.test`;
    const named = { name: `Citoyen Numéro${person % 3}`, subject: `Objet ${this.serial}o` };
    await receive(this.cast.town, account, from('email', value, { ...named, threadKeys, body }));
  }

  as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    this.cast.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
}
