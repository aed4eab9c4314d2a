import { clientFrames, events, type EventType, type ServerFrames } from '@guichet/contracts';
import { broadcast } from '@guichet/database';
import { io, type Socket } from 'socket.io-client';
import { newId } from '@guichet/platform';
import { eventually } from '../../support/eventually.js';
import { isAboutRestricted, type MatrixAgent } from './matrix-agents.js';
import type { MatrixTown } from './matrix-shapes.js';

/** To whom an event goes: who may see a case; who sees the cases of a team; one agent; colleagues; whoever sees everything; everybody. */
type AudienceKind = 'case' | 'team' | 'agent' | 'colleagues' | 'all-teams' | 'everybody';

/** For every type of event, the audiences with which it is published. What is in the log is compared with it. */
export const audiences: Record<EventType, readonly AudienceKind[]> = {
  ...{ 'case.opened': ['case'], 'case.changed': ['case'], 'case.withdrawn': ['team', 'agent'] },
  ...{ 'case.glass-broken': ['case'], 'case.sector-changed': ['case'], 'case.read': ['agent'] },
  ...{ 'message.received': ['case'], 'message.queued': ['case'], 'message.canceled': ['case'] },
  ...{ 'message.changed': ['case'], 'case.entries-moved': ['case'], 'citizen.changed': ['team', 'agent'] },
  ...{
    'delivery.changed': ['case'],
    'letter.printed': ['case'],
    'note.added': ['case'],
    'note.changed': ['case'],
    'side-conversation.changed': ['case'],
    'survey.responded': ['team'],
  },
  ...{ 'sla.timer-changed': ['case'], 'sla.threshold-reached': ['case'], 'calendar.changed': ['team'] },
  ...{ 'envelope.quarantined': ['all-teams'], 'envelope.released': ['all-teams'], 'envelope.decided': ['all-teams'] },
  ...{
    'sender.blocked': ['all-teams'],
    'sending-domain.changed': ['all-teams'],
    'channel.changed': ['team', 'everybody'],
  },
  ...{ 'agent.changed': ['agent', 'colleagues', 'everybody'], 'presence.changed': ['colleagues'] },
  ...{ 'agent.address-changed': ['agent'] },
  ...{ 'role.given': ['all-teams'], 'role.taken': ['all-teams'], 'service-account.changed': ['all-teams'] },
  ...{ 'group.mapped': ['all-teams'], 'anonymity.changed': ['all-teams'], 'signature.changed': ['everybody'] },
  ...{
    'role.changed': ['everybody'],
    'role.second-factor-changed': ['everybody'],
    'team.changed': ['team', 'everybody'],
    'sector.changed': ['everybody'],
  },
  ...{
    'template.changed': ['team', 'everybody'],
    'case-type.changed': ['everybody'],
    'case-field.changed': ['everybody'],
    'routing.changed': ['everybody'],
  },
  ...{
    'sla.targets-changed': ['everybody'],
    'queue.reconciled': ['everybody'],
    'sign-in-rules.changed': ['everybody'],
  },
  'case.followed': ['agent'],
  ...{ 'draft.changed': ['agent'], 'shared-draft.changed': ['case'], 'shared-draft.written': ['case'] },
  'bulk-action.changed': ['agent'],
  'saved-view.changed': ['agent', 'team', 'everybody'],
  'macro.changed': ['agent', 'team', 'everybody'],
  ...{ 'passkey.added': ['agent'], 'passkey.removed': ['agent'], 'notification.added': ['agent'] },
  ...{ 'notification.withdrawn': ['agent'], 'notification-preferences.changed': ['agent'] },
  ...{ 'session.ended': ['agent'] },
};

/** The audiences that occur in the log of this product. */
export async function loggedAudiences({ product }: MatrixTown): Promise<[EventType, AudienceKind][]> {
  const rows = await product.sql.query<{ type: EventType; kind: AudienceKind }>(
    `select distinct type, case when audience = 'teams' then case when case_id is null then 'team' else 'case' end else audience end as kind from event`,
  );
  return rows.map(({ type, kind }) => [type, kind]);
}

interface Heard {
  type?: string;
  caseId?: string | null;
}

interface Listener {
  agent: MatrixAgent;
  socket: Socket;
  heard: { frame: keyof ServerFrames; data: Heard }[];
}

async function listen({ product, root }: MatrixTown, agent: MatrixAgent | null): Promise<Listener> {
  const socket = io(`${product.url}/live`, {
    transports: ['websocket'],
    extraHeaders: { cookie: agent?.headers['cookie'] ?? root.cookie },
  });
  const heard: Listener['heard'] = [];
  for (const frame of ['change', 'presence', 'typing'] as const)
    (socket as { on(name: string, hear: (data: Heard) => void): unknown }).on(frame, (data) =>
      heard.push({ frame, data }),
    );
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return { agent: agent!, socket, heard };
}

/** Who is nobody in the events that are published here. */
const nobody = newId();
const ids = Object.fromEntries(
  ['entryId', 'otherId', 'citizenId', 'envelopeId', 'blockedSenderId', 'channelAccountId', 'roleId', 'grantId', 'serviceAccountId', 'teamId', 'passkeyId', 'templateId', 'caseTypeId', 'caseFieldId', 'timerId', 'responseId', 'notificationId', 'breakGlassId'].map((name) => [name, newId()]), // prettier-ignore
);

/** As much as the data of every event needs. */
const sample = {
  ...ids,
  ...{ from: null, to: null, position: 1, automatic: false, mentions: [], reason: 'x', how: 'opened', ended: false },
  ...{ added: [], removed: [], what: 'changed', dueFor: null, counts: false, kind: 'resolution', threshold: 100 },
  ...{ sessionId: null, fields: [] },
};

/** Publishes one event of a type about a case, to each audience that it has; about nobody, so that nothing follows from it. */
function publish({ product, teams }: MatrixTown, type: EventType, caseId: string): Promise<void> {
  const to = {
    case: { caseId, teamIds: [teams.own] },
    team: { teamIds: [teams.own] },
    agent: { agentId: nobody },
    colleagues: { colleaguesOf: nobody },
    'all-teams': { allTeams: 'x' },
    everybody: { everybody: 'x' },
  };
  const data = {
    ...sample,
    ...(type === 'delivery.changed' ? { status: 'sent' } : {}),
    caseId,
    agentId: nobody,
  } as never;
  return product.sql.write({ kind: 'system', name: 'Matrix' }, async (tx) => {
    for (const audience of audiences[type]) if (audience !== 'everybody') tx.publish(type, data, to[audience]);
    await Promise.resolve();
  });
}

const MARK = 'sector.changed';

/** Waits until everybody has heard what was published so far: what everybody hears comes behind it. */
async function heardAll({ product }: MatrixTown, listeners: readonly Listener[]): Promise<void> {
  const sectorId = newId();
  await product.sql.write({ kind: 'system', name: 'Matrix' }, async (tx) => {
    tx.publish(MARK, { sectorId }, { everybody: 'The end.' });
    await Promise.resolve();
  });
  await eventually(() => {
    const silent = listeners.filter(({ heard }) => !JSON.stringify(heard).includes(sectorId));
    if (silent.length > 0) throw new Error(`${silent.length} sockets have not heard of the end.`);
    return Promise.resolve();
  });
}

/** The rows of the live socket: what it shows of a case to each agent, by the frame or the type of the change. */
export async function walkLive(town: MatrixTown, agents: readonly MatrixAgent[]): Promise<[string, string[]][]> {
  const rootListener = await listen(town, null);
  const listeners = await Promise.all(agents.map((agent) => listen(town, agent)));
  const all = [...listeners, rootListener];
  const caseOf = ({ agent }: Listener) => (isAboutRestricted(agent.relation) ? town.restricted : town.open).case;
  // The town is built by events of the same types, and some of them follow late.
  const published = [nobody, town.open.case, town.restricted.case, ...Object.values(ids)];
  const rows: [string, string[]][] = [];
  const look = async (name: string, does: () => Promise<unknown>, shows: (one: Listener) => boolean) => {
    for (const one of all) one.heard.length = 0;
    await does();
    await heardAll(town, all);
    rows.push([name, listeners.map((one) => (shows(one) ? '✓' : '–'))]);
  };
  const hasHeard = (frame: keyof ServerFrames, type?: EventType) => (one: Listener) =>
    one.heard.some(
      ({ frame: name, data }) =>
        name === frame &&
        (type ? data.type === type : true) &&
        (isOfTeam(type) ? published.some((id) => JSON.stringify(data).includes(id)) : data.caseId === caseOf(one)),
    );
  const isOfTeam = (type?: EventType) => type !== undefined && !audiences[type].includes('case');
  try {
    const [{ at }] = (await town.product.sql.query(
      `select lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') as at from event order by xid desc, id desc limit 1`,
    )) as [{ at: string }];
    const cases = [town.open.case, town.restricted.case];
    for (const type of (Object.keys(events) as EventType[]).filter((one) => one !== MARK)) {
      const to = audiences[type].filter((audience) => audience !== 'everybody');
      if (to.length > 0)
        await look(`change: ${type}`, () => Promise.all(cases.map((id) => publish(town, type, id))), hasHeard('change', type)); // prettier-ignore
    }
    await look('catchUp', () => Promise.all(listeners.map(({ socket }) => socket.emitWithAck('catchUp', { after: at }))), hasHeard('change')); // prettier-ignore
    await look('watch, which shows who looks at it', () => Promise.all(listeners.map((one) => one.socket.emitWithAck('watch', { caseId: caseOf(one) }))), hasHeard('presence')); // prettier-ignore
    const sendTyping = (caseId: string) => broadcast(town.product.sql, { type: 'typing', caseId, name: 'Zoé' });
    await look('typing, of the citizen', () => Promise.all(cases.map(sendTyping)), hasHeard('typing'));
    const write = ({ socket, ...one }: Listener) => socket.emitWithAck('presence', { caseId: caseOf({ socket, ...one }), state: 'writing' }); // prettier-ignore
    await look('presence, which others are shown', () => Promise.all(listeners.map(write)), ({ agent }) => JSON.stringify(rootListener.heard).includes(agent.id)); // prettier-ignore
    const leaveAndType = async () => {
      for (const one of listeners) await one.socket.emitWithAck('unwatch', { caseId: caseOf(one) });
      await Promise.all(cases.map(sendTyping));
    };
    await look('unwatch, and then typing', leaveAndType, hasHeard('typing'));
    const frames = new Set(rows.map(([name]) => name.split(',')[0]));
    for (const frame of Object.keys(clientFrames)) if (!frames.has(frame)) throw new Error(`${frame} has no row.`);
  } finally {
    for (const { socket } of all) socket.disconnect();
  }
  return rows;
}
