import type { Change, Citizen, Entry, Session, Timeline } from '@guichet/contracts';
import type { Query, QueryClient } from '@tanstack/react-query';
import { timelinePage } from '../api/queries.js';
import type { QueryKey, QueryName } from '../api/query-key.js';
import { noteReplyEnded } from '../outbox/ended-replies.js';
import { noteTemplateChanges } from '../templates/template-changes.js';
import { throttle } from './throttle.js';
import { noteLoss, noteLossOfRights } from './why-cases-left.js';

type Type = Change['type'];

/** What is shown from a change, whatever case it is about. Where lists of cases name it, they are read anew too. */
const lists: Partial<Record<Type, readonly QueryName[]>> = {
  'channel.changed': ['channels'],
  'sending-domain.changed': ['deliverability'],
  'sender.blocked': ['blocked-senders'],
  'agent.changed': ['password-links', 'agents', 'presence', 'rights', 'roles'],
  'passkey.added': ['passkeys', 'second-factor'],
  'passkey.removed': ['passkeys', 'second-factor'],
  'role.changed': ['roles', 'rights'],
  'role.second-factor-changed': ['roles', 'second-factor'],
  'sign-in-rules.changed': ['sign-in-rules', 'second-factor', 'session'],
  'group.mapped': ['groups'],
  'service-account.changed': ['service-accounts'],
  'case.glass-broken': ['emergency-access'],
  'team.changed': ['teams', 'sectors', 'agents', 'presence', 'rights'],
  'sector.changed': ['sectors', 'rights'],
  'notification-preferences.changed': ['notification-preferences', 'notifications', 'push-devices'],
  'signature.changed': ['signatures', 'case-signature'],
  'anonymity.changed': ['signatures', 'case-signature'],
  'bulk-action.changed': ['bulk-actions'],
  'saved-view.changed': ['saved-views', 'saved-view-counts'],
  'macro.changed': ['macros', 'macro-preview'],
  'template.changed': ['templates'],
  'case-type.changed': ['case-types', 'checklist-steps', 'cases', 'case', 'template-variables'],
  'case-field.changed': ['case-fields', 'case', 'template-variables'],
  'routing.changed': ['routing'],
  'calendar.changed': ['businessHours', 'sla'],
  'sla.targets-changed': ['targets', 'sla'],
  'survey.responded': ['survey-responses'],
  'delivery.changed': ['letters'],
  'letter.printed': ['letters'],
  'message.canceled': ['letters'],
  'envelope.quarantined': ['quarantine'],
  'envelope.released': ['quarantine'],
  'envelope.decided': ['quarantine'],
};

/** These come by the dozen at the beginning of a day: how long one waits for the next, in milliseconds. */
const often: Partial<Record<Type, readonly [name: QueryName, interval: number]>> = {
  'presence.changed': ['presence', 2000],
  'notification.added': ['notifications', 1000],
  'notification.withdrawn': ['notifications', 1000],
  // The person on screen may have opened it, and may have been nameless before. The event does not say whose it is.
  'case.opened': ['citizen', 10_000],
};

/** Another person, or one with other addresses: every case on screen may show them. */
const persons: readonly QueryName[] = ['citizen', 'citizens', 'reach', 'case', 'other-senders'];

/** Nothing was said in the case, and it can be answered as before. */
const sayNothing: readonly Type[] = [
  'sla.timer-changed',
  'sla.threshold-reached',
  'draft.changed',
  'shared-draft.changed',
];
/** These name a case, and change nothing in it. */
const besides: readonly Type[] = [
  'notification.added',
  'notification.withdrawn',
  'survey.responded',
  'shared-draft.written',
];

/** Whether an event changes the case that it names. */
export const changesCase = ({ type, caseId }: Change) => caseId !== null && !besides.includes(type);

/** The cases that may have to go from the screen: whoever sees them still, reads them anew. */
const withdrawnIds = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) => (change.type === 'case.withdrawn' ? [change.data.caseId] : []));

const changesTeam = ({ type, data }: Change) =>
  type === 'case.changed' && (data['fields'] as readonly string[] | undefined)?.includes('team') === true;

/** These and the cases with another team: their rows go from a list at once where the case is not for this agent any more. */
export const mayBeHiddenIds = (changes: readonly Change[]): string[] => [
  ...withdrawnIds(changes),
  ...changes.filter(changesTeam).map(({ caseId }) => caseId!),
];

/** What shows rows of cases, or counts them. */
const withRows: readonly QueryName[] = [
  'cases',
  'counts',
  'saved-view-counts',
  'search',
  'metrics',
  'citizen',
  'citizens',
  'board',
];

/**
 * Takes a case from the screen, and reads it anew where it is open: it may not be for this agent any more. Lists in which it may
 * be are read anew, and forgotten where nobody looks at them: one that is opened again is shown at once, as it was.
 */
export function forgetCase(queryClient: QueryClient, caseId: string): void {
  for (const name of withRows) {
    queryClient.removeQueries({ queryKey: [name], type: 'inactive' });
    void queryClient.invalidateQueries({ queryKey: [name] });
  }
  for (const name of [
    'case',
    'timeline',
    'last-entries',
    'reach',
    'side',
    'sla',
    'open-glasses',
    'shared-draft',
  ] as const)
    void queryClient.resetQueries({ queryKey: [name, caseId] });
}

/**
 * Reads everything anew that is on screen, and forgets everything else: one's own rights are other ones now. What is refused then
 * goes from the screen (`query-client.ts`).
 */
export function forgetAfterRightsChanged(queryClient: QueryClient): void {
  noteLossOfRights();
  queryClient.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  void queryClient.invalidateQueries();
}

/** The replies that cannot be taken back any more. */
const endedReplyIds = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) =>
    change.type === 'message.canceled' || (change.type === 'delivery.changed' && change.data.status !== 'scheduled')
      ? [change.data.entryId]
      : [],
  );

const entryIdOf = (change: Change) => ('entryId' in change.data ? change.data['entryId'] : null);
const holds = (timeline: Timeline | undefined, ids: ReadonlySet<string>) =>
  timeline?.items.some((entry: Entry) => ids.has(entry.id));

/**
 * Gives up what is being fetched of a case that nobody looks at yet: it may have been read before the change, and would count as fresh once it
 * has come. Whoever opens the case fetches it anew. What somebody waits for elsewhere, as after a reply, goes on.
 */
function giveUpEarly(queryClient: QueryClient, caseId: string): void {
  const isEarly = ({ meta }: Query) => meta?.['isEarly'] === true;
  for (const name of ['case', 'timeline'] as const)
    void queryClient.cancelQueries({ queryKey: [name, caseId], type: 'inactive', predicate: isEarly });
}

/**
 * Reads anew what is on screen of it. A first answer that is on its way is not asked for again by itself, and may have been read before the
 * change: it is stale as soon as it has come.
 */
function makeStale(queryClient: QueryClient, queryKey: QueryKey): void {
  const again = () => void queryClient.invalidateQueries({ queryKey });
  for (const { state, promise } of queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' }))
    if (state.data === undefined) void promise?.then(again, again);
  again();
}

/** Turns a burst of events into the fewest refetches: queries that are not on screen are only marked stale. */
export function queryRefresher(queryClient: QueryClient) {
  const stale = (...queryKey: QueryKey) => makeStale(queryClient, queryKey);
  const counts = throttle(1000, () => stale('counts'));
  // These are counted one by one, and nobody acts on them within seconds.
  const countsOfViews = throttle(10_000, () => stale('saved-view-counts'));
  const seldom = new Map(
    Object.entries(often).map(([type, [name, interval]]) => [type as Type, throttle(interval, () => stale(name))]),
  );
  // One's own rights, name or language: what the console shows of them is no longer true.
  const isMe = (id: unknown) => id === queryClient.getQueryData<Session>(['session'])?.agent.id;

  /** How a case stands is shown beside the other cases of its person, too. What is still being read of a person may name it. */
  function refreshPersonsOf(caseId: string) {
    for (const [key, person] of queryClient.getQueriesData<Citizen>({ queryKey: ['citizen'] }))
      if (key[2] !== caseId && (person?.cases.some(({ id }) => id === caseId) ?? true)) stale(...key);
  }

  function refreshCase(caseId: string, changes: readonly Change[]) {
    giveUpEarly(queryClient, caseId);
    stale('case', caseId);
    stale('last-entries', caseId);
    stale('sla', caseId);
    stale('open-glasses', caseId);
    if (changes.some(({ type }) => type === 'side-conversation.changed')) stale('side');
    if (changes.some(({ type }) => !sayNothing.includes(type))) {
      stale('reach', caseId);
      refreshPersonsOf(caseId);
    }
    if (changes.some(({ type }) => type === 'case.entries-moved')) return stale('timeline', caseId);
    if (changes.every(({ type }) => type !== 'sla.threshold-reached' && sayNothing.includes(type))) return;
    const entryIds = new Set(changes.map(entryIdOf).filter((id) => id !== null));
    const pages = queryClient.getQueriesData<Timeline>({ queryKey: ['timeline', caseId] });
    const last = Math.max(-1, ...pages.map(([key]) => key[2] as number));
    for (const [key, timeline] of pages) {
      // The last page may have grown; a full page changes only where a delivery inside it does.
      const full = (timeline?.items.length ?? 0) >= timelinePage;
      if ((key[2] === last && !full) || holds(timeline, entryIds)) stale(...key);
    }
  }

  return (changes: Change[]) => {
    const names = new Set(changes.flatMap(({ type }) => lists[type] ?? []));
    if (changes.some(({ type }) => type === 'citizen.changed')) for (const name of persons) names.add(name);
    for (const name of names) stale(name);
    for (const type of new Set(changes.map((change) => change.type))) seldom.get(type)?.();
    noteTemplateChanges(changes.flatMap((one) => (one.type === 'template.changed' ? [one.data.templateId] : [])));
    if (changes.some(({ type, data }) => type === 'agent.changed' && isMe(data['agentId']))) stale('session');

    for (const { type, caseId } of changes)
      if (type.startsWith('shared-draft.') || type === 'note.changed') stale('shared-draft', caseId);
    endedReplyIds(changes).forEach(noteReplyEnded);
    for (const { caseId } of changes.filter(changesTeam)) noteLoss(caseId!, 'moved');
    const withdrawn = withdrawnIds(changes);
    for (const caseId of withdrawn) noteLoss(caseId, 'withdrawn');
    for (const caseId of withdrawn) forgetCase(queryClient, caseId);
    const cases = Map.groupBy(changes.filter(changesCase), ({ caseId }) => caseId!);
    for (const [caseId, own] of cases) refreshCase(caseId, own);
    const counted = [...cases.values()].flat().some(({ type }) => !sayNothing.includes(type));
    if (counted || changes.some(({ type }) => type.startsWith('envelope.'))) counts();
    if (cases.size > 0) countsOfViews();
  };
}
