import type { Principal } from '@guichet/access';
import { addHandle, mergePeople, unmergePeople } from '@guichet/cases';
import fc from 'fast-check';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { citizenById } from './citizen.queries.js';

let town: TestTown;
let ana: Principal;
let account: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  account = await town.mailbox(team);
});
afterAll(() => town.close());

const Step = fc.record({
  act: fc.constantFrom('write', 'address', 'merge', 'merge', 'unmerge'),
  one: fc.nat(99),
  other: fc.nat(99),
  tryBack: fc.boolean(),
});
type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

/** One history of a few people; who is whom is also kept here, as the merges that stand. */
class History {
  private readonly prefix = `h${Math.random().toString(36).slice(2)}`;
  readonly citizens: string[] = [];
  private standing: { id: string; one: string; other: string }[] = [];
  private serial = 0;

  async go({ act, one, other, tryBack }: Step): Promise<void> {
    if (act === 'write') return this.write(one % 5, other % 2);
    if (act === 'address') return this.address(this.at(one));
    if (act === 'unmerge') return this.unmerge(this.standing[other % this.standing.length]?.id);
    const before = await this.dump();
    const mergeId = await this.merge(this.at(one), this.at(other));
    if (!mergeId || !tryBack) return;
    await this.unmerge(mergeId);
    expect(await this.dump()).toEqual(before);
    await this.merge(this.at(one), this.at(other));
  }

  private at = (n: number): string => this.citizens[n % this.citizens.length]!;

  private as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]): Promise<Result> =>
    town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);

  /** Of two names on one mailbox, each is somebody. */
  async write(address: number, name: number): Promise<void> {
    const sender = from('email', `${this.prefix}.${address}@citizen.test`, {
      name: name ? `Zoé ${address}` : `Paul ${address}`,
    });
    const [caseId] = await receive(town, account, sender);
    const [row] = await town.database.query<{ id: string }>(`select citizen_id as id from cases where id = $1`, [
      caseId,
    ]);
    if (!this.citizens.includes(row!.id)) this.citizens.push(row!.id);
  }

  private async address(citizenId: string): Promise<void> {
    const value = `${this.prefix}.more${(this.serial += 1)}@citizen.test`;
    await this.as((tx) => addHandle(tx, ana, { id: citizenId, wanted: { address: value, evidence: 'recorded' } }));
  }

  private async merge(one: string, other: string): Promise<string | null> {
    const roots = await this.roots();
    if (roots.get(one) === roots.get(other)) return null;
    await this.as((tx) => mergePeople(tx, ana, { citizenId: one, intoId: other, reason: 'The same voice' }));
    const [row] = await town.database.query<{ id: string }>(
      `select id from citizen_merge where citizen_id = $1 and into_id = $2 and undone_at is null`,
      [roots.get(one), roots.get(other)],
    );
    this.standing.push({ id: row!.id, one: roots.get(one)!, other: roots.get(other)! });
    return row!.id;
  }

  private async unmerge(mergeId: string | undefined): Promise<void> {
    const merge = this.standing.find(({ id }) => id === mergeId);
    if (!merge) return;
    // By whichever of the two: they are one person.
    await this.as((tx) =>
      unmergePeople(tx, ana, { citizenId: this.serial % 2 ? merge.one : merge.other, mergeId: merge.id }),
    );
    this.standing = this.standing.filter((other) => other !== merge);
  }

  async roots(): Promise<Map<string, string>> {
    const rows = await town.database.query<{ id: string; root: string }>(
      `select id, root_id as root from citizen where id = any($1::uuid[])`,
      [this.citizens],
    );
    return new Map(rows.map(({ id, root }) => [id, root]));
  }

  /** Persons are what the merges that stand connect, and nothing else. */
  async isAsSaid(): Promise<void> {
    const roots = await this.roots();
    const said = new Map(this.citizens.map((id) => [id, id]));
    const find = (id: string): string => (said.get(id) === id ? id : find(said.get(id)!));
    for (const { one, other } of this.standing) said.set(find(one), find(other));
    for (const one of this.citizens)
      for (const other of this.citizens)
        expect([one, other, roots.get(one) === roots.get(other)]).toEqual([one, other, find(one) === find(other)]);
  }

  /** All of who is whom, and what an agent is shown of it, but for the history of merges. */
  async dump() {
    const rows = (sql: string) => town.database.query<object>(sql, [this.citizens]);
    const persons = [];
    for (const id of this.citizens) {
      const { merges: _, cases, ...person } = await citizenById(town.database, ana, id);
      persons.push({ ...person, cases: cases.map((item) => item.id).sort() });
    }
    return {
      persons,
      citizens: await rows(`select id, name, merged_into_id, root_id from citizen where id = any($1::uuid[]) order by id`),
      handles: await rows(`select * from handle where citizen_id = any($1::uuid[]) order by id`),
      cases: await rows(`select id, citizen_id, citizen_name from cases where citizen_id = any($1::uuid[]) order by id`),
    }; // prettier-ignore
  }
}

describe('whoever is merged, in whatever order', () => {
  it('is who they were once it is taken back, and one with those whom an agent said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 4, maxLength: 9 }), async (steps) => {
        const history = new History();
        for (const address of [0, 1, 2]) await history.write(address, 0);
        for (const step of steps) {
          await history.go(step);
          await history.isAsSaid();
        }
      }),
      { numRuns: 100 },
    );
  }, 300_000);
});
