import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CaseDetail,
  DisclosureFinding,
  ReplyRoutes,
  CaseSummary,
  ChannelKind,
  MessageEntry,
  Page,
} from '@guichet/contracts';
import type { AgentClient } from '../support/agent-client.js';
import { ApiProblem } from '../support/api-client.js';
import type { DemoClock } from './demo-clock.js';
import { demoFile } from './demo-files.js';
import type { CitizenMessage, CitizenChannel } from './channels/citizen-channel.js';
import type { Person } from './invented-people.js';
import type { Phones } from './phone/phone-messages.js';
import type { Replies, Records, Step, Story, Writes } from './story-steps.js';
import type { DemoTown } from './build-town.js';

/** Longer than a message of any line takes: some providers are asked every few seconds. */
const patienceMs = 60_000;
const agentTakesMs = 20_000;

export interface ReplayContext {
  town: DemoTown;
  lines: ReadonlyMap<ChannelKind, CitizenChannel>;
  phones: Phones;
  clock: DemoClock;
  /** Until all that was received is understood; until all that is due is sent. */
  processed: () => Promise<void>;
  delivered: () => Promise<void>;
}

/** What is known of a story while it is told. */
interface Progress {
  caseId: string | null;
  reference: string;
  /** The last mail of the town to each address. */
  mails: Map<string, string>;
}

/** Tells all stories in the order of their time: citizens by their providers, agents by the API. */
export class Replay {
  private readonly progress = new Map<Story, Progress>();
  private last: { story: Story; kind: ChannelKind } | null = null;

  constructor(private readonly stage: ReplayContext) {}

  async run(stories: readonly Story[]): Promise<void> {
    const { clock } = this.stage;
    const now = clock.now().getTime();
    const steps = stories.flatMap((story) =>
      story.steps.map((step) => ({ story, step, at: new Date(now - step.agoMs) })),
    );
    steps.sort((a, b) => a.at.getTime() - b.at.getTime());
    clock.begin(steps[0]!.at);
    for (const { story, step, at } of steps) {
      clock.reach(at);
      await this.play(story, step).catch((cause: unknown) => {
        throw new Error(`“${story.subject}” cannot go on: ${step.does}, ${'by' in step ? step.by : ''}`, { cause });
      });
    }
    clock.followTheSun();
  }

  /** A mail came while a story was told: what answers the next one in it. */
  received(kind: ChannelKind, { id, to }: { id: string; to: Person }): void {
    if (kind === 'email' && this.last) this.of(this.last.story).mails.set(to.email!, id);
  }

  private of(story: Story): Progress {
    const known = this.progress.get(story) ?? { caseId: null, reference: '', mails: new Map<string, string>() };
    this.progress.set(story, known);
    return known;
  }

  private async play(story: Story, step: Step): Promise<void> {
    const agent = this.stage.town.agents[story.agent];
    const { caseId } = this.of(story);
    this.last = { story, kind: 'email' };
    if (step.does === 'writes') return this.write(story, step);
    if (step.does === 'records') return this.writeDown(story, step);
    if (caseId === null) throw new Error('there is no case yet');
    if (step.does === 'replies') await this.answer(story, step, caseId);
    if (step.does === 'notes') await agent.post(`/cases/${caseId}/notes`, { text: this.filled(story, step.text) });
    if (step.does === 'closes') await agent.patch(`/cases/${caseId}`, { status: 'closed' });
    await this.looked(agent, caseId);
  }

  private filled = (story: Story, text: string) => text.replaceAll('{ref}', this.of(story).reference);

  private async write(story: Story, step: Writes): Promise<void> {
    const { lines, phones, clock, town } = this.stage;
    const from = step.from ?? story.citizen;
    const progress = this.of(story);
    const isAnswer = step.by === 'email' && /^re:/i.test(step.subject ?? '');
    const answering = isAnswer ? progress.mails.get(from.email!) : undefined;
    const letter: CitizenMessage = {
      text: this.filled(story, step.text),
      files: (step.files ?? []).map(demoFile),
      team: story.team,
      ...(step.subject && { subject: this.filled(story, step.subject) }),
      ...(answering && { answering }),
    };
    const since = clock.now();
    await lines.get(step.by)!.write(from, letter);
    phones.wrote(step.by, from, letter);
    const landed = await this.landed(since);
    if (progress.caseId === null) return this.adopt(story, landed);
    if (landed.id === progress.caseId || step.then === 'leave') return;
    clock.advance(agentTakesMs);
    const agent = town.agents[story.agent];
    if (step.then === 'link') await agent.post(`/cases/${landed.id}/links`, { caseId: progress.caseId, accept: true });
    else await agent.post(`/cases/${landed.id}/merge`, { intoId: progress.caseId });
  }

  /** The case in which something has been said since then. */
  private async landed(since: Date): Promise<CaseSummary> {
    const { town, processed } = this.stage;
    const end = Date.now() + patienceMs;
    for (;;) {
      await processed();
      const [newest] = (await town.admin.get<Page<CaseSummary>>('/cases?status=any&limit=1')).items;
      if (newest && newest.lastEntryAt >= since.toISOString()) return newest;
      if (Date.now() > end) throw new Error('what was written did not become part of any case');
      await sleep(50);
    }
  }

  /** An agent takes the case, in the team that it is for, also from a colleague to whom the queue gave it meanwhile. */
  private async adopt(story: Story, { id, reference }: Pick<CaseSummary, 'id' | 'reference'>): Promise<void> {
    const { town, clock } = this.stage;
    Object.assign(this.of(story), { caseId: id, reference });
    clock.advance(agentTakesMs);
    const { subject, team, tags, priority = 'normal' } = story;
    const agent = town.agents[story.agent];
    const assigneeId = agent.session.agent.id;
    const wanted = { subject, tags, priority, assigneeId, teamId: town.teamId(team) };
    for (let attempt = 1; ; attempt += 1) {
      const { version } = await agent.get<CaseSummary>(`/cases/${id}`);
      try {
        return await agent.patch(`/cases/${id}`, wanted, { ifMatch: `"${version}"` });
      } catch (error) {
        if (attempt === 5 || !(error instanceof ApiProblem && error.status === 412)) throw error;
      }
    }
  }

  private async writeDown(story: Story, { by, direction, text, files = [] }: Records): Promise<void> {
    const { town } = this.stage;
    const agent = town.agents[story.agent];
    const { caseId } = this.of(story);
    const attachmentIds = await Promise.all(files.map((name) => agent.upload(demoFile(name))));
    const { phone, email } = story.citizen;
    const address = by === 'phone' ? phone : (email ?? phone);
    const contact = {
      channel: by,
      direction,
      text: this.filled(story, text),
      attachmentIds,
      ...(address && { address }),
    };
    if (caseId !== null) await agent.post(`/cases/${caseId}/contacts`, contact);
    else {
      const opening = { ...contact, subject: story.subject, citizenName: story.citizen.name };
      await this.adopt(story, await agent.post<CaseDetail>('/contacts', opening));
    }
    await this.looked(agent, this.of(story).caseId!);
  }

  private async answer(story: Story, { by, text, subject, files = [] }: Replies, caseId: string): Promise<void> {
    const { town, phones, clock, delivered } = this.stage;
    const agent = town.agents[story.agent];
    const { channelAccountId, to } = await this.wayTo(story, by, caseId);
    const attachmentIds = await Promise.all(files.map((name) => agent.upload(demoFile(name))));
    await sendConfirmed(agent, caseId, {
      channelAccountId,
      to: [to],
      text: this.filled(story, text),
      attachmentIds,
      ...(subject && { subject }),
    });
    // The time to undo it is over.
    clock.advance(11_000);
    await delivered();
    await phones.read(story.citizen, by);
  }

  /** By which account and to which address; an address that is new to the case is one that the agent has checked. */
  private async wayTo(
    story: Story,
    by: ChannelKind,
    caseId: string,
  ): Promise<{ channelAccountId: string; to: string }> {
    const { town } = this.stage;
    const agent = town.agents[story.agent];
    const own = town.accounts.filter(({ kind, teamId }) => kind === by && teamId === town.teamId(story.team));
    const find = async () => {
      const { items } = await agent.get<ReplyRoutes>(`/cases/${caseId}/reply-routes`);
      const options = items.filter(
        ({ channel, state }) => channel === by && state !== 'closed' && state !== 'template',
      );
      return options.find(({ channelAccountId }) => own.some(({ id }) => id === channelAccountId)) ?? options[0];
    };
    let option = await find();
    if (!option) {
      const address = by === 'email' ? story.citizen.email : story.citizen.phone;
      const { citizen } = await agent.get<CaseDetail>(`/cases/${caseId}`);
      await agent.post(`/citizens/${citizen!.id}/handles`, { address, evidence: 'checked' });
      option = await find();
    }
    if (!option) throw new Error(`${story.citizen.name} cannot be reached by ${by}`);
    return { channelAccountId: option.channelAccountId, to: option.to.value };
  }

  private async looked(agent: AgentClient, caseId: string): Promise<void> {
    const { lastPosition } = await agent.get<CaseDetail>(`/cases/${caseId}`);
    await agent.post(`/cases/${caseId}/read`, { position: lastPosition });
  }
}

/** Sends a reply. What the check before sending asks, the agents of these stories confirm. */
async function sendConfirmed(agent: AgentClient, caseId: string, message: object): Promise<void> {
  const send = (acknowledged: string[]) =>
    agent.post<MessageEntry>(`/cases/${caseId}/messages`, { ...message, acknowledged });
  try {
    await send([]);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'disclosure-check') throw error;
    const { findings } = error.problem.data as { findings: DisclosureFinding[] };
    await send(findings.map(({ key }) => key));
  }
}
