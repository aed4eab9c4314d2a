import type { ChannelAccount, ChannelKind, CaseType, Rule, BusinessHours, Team } from '@guichet/contracts';
import type { Socket } from 'socket.io-client';
import { newId } from '@guichet/platform';
import type { CitizenChannel } from '../../demo/channels/citizen-channel.js';
import { openChannels } from '../../demo/channels/open-channels.js';
import type { Person } from '../../demo/invented-people.js';
import type { TeamName } from '../../demo/build-town.js';
import { AgentClient } from '../agent-client.js';
import { ADMIN, RunningProduct } from '../running-product.js';
import { services, type Contact } from './city-plan.js';

const SITE = 'https://www.ville.test';
const PASSWORD = 'correct horse battery';
const MINUTE_MS = 60_000;

const OPEN = [{ from: '08:00', to: '18:00' }];
const hours: BusinessHours = {
  timeZone: 'Europe/Paris',
  week: { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: [], sun: [] },
  territory: 'fr',
  exceptions: [],
};

export interface Worker {
  name: string;
  team: TeamName;
  client: AgentClient;
  socket: Socket;
}

/** A city: services with their agents, every channel with its emulated provider, rules, targets and business hours. */
export class City {
  readonly workers: Worker[] = [];
  private readonly teams = new Map<TeamName, string>();
  private readonly people = new Map<number, Person>();

  readonly lines: ReadonlyMap<ChannelKind, CitizenChannel>;
  readonly admin: AgentClient;
  readonly supervisor: AgentClient;

  private constructor(
    readonly product: RunningProduct,
    { lines, admin, supervisor }: Pick<City, 'lines' | 'admin' | 'supervisor'>,
  ) {
    this.lines = lines;
    this.admin = admin;
    this.supervisor = supervisor;
  }

  /** Starts at eight on a Tuesday in March, in Paris. */
  static async open(): Promise<City> {
    const product = await RunningProduct.start();
    await product.advance(aTuesday(product.clock.now()) - product.clock.now().getTime());
    const now = () => product.clock.now();
    const lines = await openChannels({ received: () => undefined }, now, {
      productUrl: () => product.url,
      smtpPort: () => product.product.smtpPort!,
      siteOrigins: [SITE],
    });
    const admin = await AgentClient.signIn(product.url, ADMIN);
    const head = { email: 'chef@ville.test', password: PASSWORD };
    await admin.post('/agents', { ...head, name: 'Bérengère Costa', role: 'supervisor', teamIds: [] });
    const city = new City(product, { lines, admin, supervisor: await AgentClient.signIn(product.url, head) });
    await city.organise();
    return city;
  }

  async close(): Promise<void> {
    for (const { socket } of this.workers) socket.disconnect();
    await this.product.close();
    await Promise.all([...this.lines.values()].map((line) => line.close()));
  }

  private async organise(): Promise<void> {
    const { admin } = this;
    const [first] = admin.session.teams;
    await admin.patch(`/teams/${first!.id}`, { name: services[0]!.team });
    this.teams.set(services[0]!.team, first!.id);
    for (const { team } of services.slice(1))
      this.teams.set(team, (await admin.post<Team>('/teams', { name: team })).id);
    for (const id of this.teams.values()) {
      await admin.put(`/teams/${id}/business-hours`, hours);
      await admin.put(`/teams/${id}/queue`, { assignment: 'automatic', overflow: null });
    }
    await admin.put('/routing', { rules: await this.rules(), version: 0 });
    await this.hire();
    for (const line of this.lines.values()) {
      const accounts: ChannelAccount[] = [];
      for (const { team, ...plan } of line.plans)
        if (this.teams.has(team))
          accounts.push(
            await admin.post<ChannelAccount>('/channels', { ...plan, kind: line.kind, teamId: this.teams.get(team) }),
          );
      await line.connect(accounts);
    }
  }

  /** The rules send each topic to its service, whatever the channel. */
  private async rules(): Promise<Rule[]> {
    const rules: Rule[] = [];
    for (const { team, caseType: name, words } of services) {
      const caseType = await this.admin.post<CaseType>('/case-types', { name });
      rules.push({
        id: newId(),
        name: team,
        active: true,
        when: [{ on: 'words', in: 'anywhere', is: words, not: false }],
        then: [
          { do: 'team', teamId: this.teams.get(team)! },
          { do: 'caseType', caseTypeId: caseType.id },
        ],
        last: true,
      });
    }
    return rules;
  }

  private async hire(): Promise<void> {
    for (const { team, agents } of services)
      for (let n = 1; n <= agents; n += 1) {
        const name = `${team} ${n}`;
        const email = `${team.normalize('NFD').replace(/[^a-z]/gi, '')}${n}@ville.test`.toLowerCase();
        await this.admin.post('/agents', { email, name, password: PASSWORD, teamIds: [this.teams.get(team)] });
        const client = await AgentClient.signIn(this.product.url, { email, password: PASSWORD });
        const socket = await client.live();
        await client.put('/presence/me', { state: 'available' });
        this.workers.push({ name, team, client, socket });
      }
  }

  teamId = (team: TeamName): string => this.teams.get(team)!;

  /** Receives a contact; calls, visits and letters are recorded by the agent of the service with the fewest cases. */
  async take({ by, service, citizen }: Contact, n: number): Promise<void> {
    const person = this.person(citizen);
    const subject = `${service.caseType} ${n}`;
    const text = `Bonjour, une question sur ${service.words[n % service.words.length]} : que faut-il faire ? (${n})`;
    const line = this.lines.get(by);
    if (line) {
      await line.write(person, { text, subject, files: [], team: 'Accueil' });
      return;
    }
    const own = this.workers.filter(({ team }) => team === service.team);
    const { client } = own[n % own.length]!;
    const teamId = this.teams.get(service.team)!;
    await client.post('/contacts', {
      channel: by,
      text,
      subject,
      teamId,
      citizenName: person.name,
      address: person.phone,
      // Each telephone is that of one person, who may have written without a name.
      meant: 'owner',
    });
  }

  private person(n: number): Person {
    const known = this.people.get(n);
    if (known) return known;
    const digits = String(n).padStart(4, '0');
    const person: Person = {
      name: `Citoyen ${digits}`,
      email: `citoyen.${digits}@citizen.test`,
      phone: `+3363998${digits}`,
      telegram: 800_000 + n,
      messenger: `720000000000${digits}`,
    };
    this.people.set(n, person);
    return person;
  }

  /** Waits until all events are handled, including those that handling them causes. */
  async calm(): Promise<void> {
    await this.product.processed();
    await this.product.jobsDone();
    for (let round = 0; round < 2; round += 1) await this.product.settled();
  }

  pass = (minutes: number): Promise<void> => this.product.advance(minutes * MINUTE_MS);
}

/** Eight o'clock on the second Tuesday of the next March, before summer time: 07:00 UTC. */
function aTuesday(now: Date): number {
  const year = now.getUTCFullYear() + 1;
  const first = new Date(Date.UTC(year, 2, 1, 7));
  const toTuesday = (2 - first.getUTCDay() + 7) % 7;
  return first.getTime() + (toTuesday + 7) * 24 * 60 * MINUTE_MS;
}
