import { endpoints, type EndpointDefinition, type EndpointName } from '@guichet/contracts';
import { relations } from './matrix-agents.js';
import { deliveriesOfJobs } from './matrix-deliveries.js';
import { audiences } from './matrix-live.js';
import type { Row } from './matrix-row.js';
import { rows } from './matrix-rows.js';
import type { Caller, VerbWalk } from './matrix-verbs.js';

/** What the walk has found: a line for each row, as its name and its cells. */
export interface Found {
  operations: { row: Row; cells: string[]; roles: string }[];
  /** Of each verb past the guard, how it is called and what it answers to whom. */
  verbs: [Pick<VerbWalk, 'name' | 'by'>, Record<Caller, string>][];
  live: [string, string[]][];
  notifications: [string, string[]][];
}

const HEAD = `# What each agent finds

Every operation of the API, frame of the live socket, notification and job × what an agent is to the thing that is asked for, as a
running product answers. All agents here hold every permission, so that nothing but teams, sectors and restrictions refuses them;
the last column says which of the roles that ship, of those that are let in, are answered in another way than such a stranger of
another sector, or of a restricted case. Which role is let into which operation at all is in [ROLES.md](ROLES.md).

- Columns of those who see it: **own**: for its team. **named**: so, and named for a restricted case. **all teams**: for all teams.
  **reads**: may only read in its team, and do everything in another one.
- Columns of those who do not: **other team** of the same sector; **other sector**; **restricted**: for its team, not named for the
  restricted case; **restricted, all teams**: for all teams, not named; **removed**: was a member of its team a moment ago, in the
  same session.
- ✓: gets it, or does it. –: is answered as if there were no such thing, to the letter; in a list, it is not there. ✗: refused for
  want of a permission. =: is answered alike, whether it exists or not, and learns and changes nothing. A number: what a figure counts, of the
  cases that this test has made. Anything else is the status and the reason of the answer. Empty: there is no such case.

What belongs to a sector, as templates do, is known to all who read cases in one of its teams. Names of teams, sectors and agents, and
when a team is open, are no secret. Made by \`UPDATE_ACCESS=1 npm test -- test/access/matrix\`, which fails while this is out of date, for
a new operation, event or job that has no row, and where somebody who must find nothing finds something.
`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');

const nameOf = (name: EndpointName): string => {
  const { method, path }: EndpointDefinition = endpoints[name];
  return `${method} ${path}`;
};
const ORDER = Object.keys(endpoints) as EndpointName[];

/** Operations about the caller alone. */
const OF_CALLER: readonly EndpointName[] = [
  ...(['signOut', 'updateMe', 'listSessions', 'endOtherSessions', 'getSecondFactor', 'beginSecondFactor'] as const),
  ...([
    'confirmSecondFactor',
    'renewRecoveryCodes',
    'removeSecondFactor',
    'getProof',
    'prove',
    'listPasskeys',
  ] as const),
  ...(['addPasskey', 'beginPasskey', 'renamePasskey', 'deletePasskey', 'getProviderSignOut', 'listTokens'] as const),
  ...(['createToken', 'setPresence', 'readNotifications', 'uploadAttachment', 'proposeTemplate'] as const),
  ...(['getNotificationPreferences', 'saveNotificationPreferences', 'pauseNotifications'] as const),
  ...(['getPushDevices', 'addPushDevice', 'removePushDevice'] as const),
  ...(['getCurrentBulkAction', 'listBulkItems', 'confirmBulkReplies', 'cancelBulkAction', 'undoBulkAction'] as const),
  // Which cases it reaches is asked of each, and told by `libs/messages/src/bulk/bulk-actions.db.spec.ts`.
  ...(['startBulkAction', 'dismissBulkAction'] as const),
];

/** Operations about the whole house, and what everybody knows. */
const OF_HOUSE: readonly EndpointName[] = [
  ...(['listRefusedSignIns', 'getSecondFactorOf', 'resetSecondFactor', 'getSignInRules', 'saveSignInRules'] as const),
  ...(['deletePasskeysOf', 'listSignInProviders', 'createSignInProvider', 'updateSignInProvider'] as const),
  ...([
    'deleteSignInProvider',
    'previewSignInProvider',
    'testSignInProvider',
    'readSamlMetadata',
    'listSignInLinks',
    'listSignInsWithoutAccount',
    'approveSignInLink',
    'deleteSignInLink',
  ] as const),
  ...([
    'createAgent',
    'importAgents',
    'updateAgent',
    'changeAddress',
    'listPasswordLinks',
    'createPasswordLink',
  ] as const),
  ...(['revokePasswordLink', 'getAgentAccess', 'endAgentAccess', 'endAgentSession', 'endAgentToken'] as const),
  ...(['listRoles', 'createRole', 'updateRole', 'deleteRole', 'listRoleGrants', 'giveRole', 'takeRole'] as const),
  ...(['getRoleSecondFactor', 'requireSecondFactorOfRole', 'getCasesOfLeavingAgent'] as const),
  ...([
    'listTeams',
    'createTeam',
    'updateTeam',
    'listSectors',
    'createSector',
    'updateSector',
    'deleteSector',
  ] as const),
  ...(['listServiceAccounts', 'createServiceAccount', 'updateServiceAccount', 'deleteServiceAccount'] as const),
  ...(['createServiceSecret', 'endServiceSecret', 'listGroups', 'mapGroup', 'getOrganisation'] as const),
  ...(['saveOrganisation', 'listQuarantine', 'previewEnvelope', 'replayEnvelope', 'openEnvelope'] as const),
  ...([
    'discardEnvelope',
    'restoreEnvelope',
    'getQuarantinedOriginal',
    'listVariables',
    'listBlocks',
    'createCaseType',
  ] as const),
  ...([
    'saveRouting',
    'tryRoutingOnMessage',
    'saveSlaTargets',
    'trySlaTargets',
    'saveAgentProfile',
    'getCapacity',
    'saveCapacity',
  ] as const),
  ...(['listSendingDomains', 'checkSendingDomain', 'updateSendingDomain', 'createDkimKey', 'deleteDkimKey'] as const),
  ...(['listChannelKinds', 'createChannel', 'discoverMailbox', 'beginConsent', 'finishConsent', 'getMailbox'] as const),
  ...(['testChannel', 'listMetrics', 'createReport', 'replaceReport', 'deleteReport', 'sendReport'] as const),
  ...(['getSurveySettings', 'saveSurveySettings', 'saveSignatureSettings', 'previewSignature'] as const),
];

/** What the verbs themselves refuse, with the guard taken away. */
function verbsOf({ verbs }: Found): string {
  const named = ({ name, by }: Pick<VerbWalk, 'name' | 'by'>) => `\`${nameOf(name)}\`${by && ` (${by})`}`;
  const which = (some: Found['verbs'], holds: (cells: Record<Caller, string>) => boolean) => {
    const found = some.filter(([, cells]) => holds(cells)).map(([verb]) => named(verb));
    return `${found.length}: ${found.join(', ')}`;
  };
  const usual = verbs.filter(([{ by }]) => !by);
  const special = verbs.filter(([{ by }]) => by.includes('without'));
  return [
    'The guard asks for the permission of [ROLES.md](ROLES.md), and the verb behind it asks again. Called without the guard:\n',
    `- By somebody who has every permission but that one, ${usual.filter(([, { lacking }]) => lacking === '✗').length} of ${usual.length} verbs refuse.`,
    `- The others leave it to the guard, ${which(usual, ({ lacking }) => lacking !== '✗')}.`,
    `- Verbs that ask more than that, and answer whoever lacks it in another way than whoever does not, ${which(special, ({ lacking, oneself }) => lacking !== oneself)}.`,
    `- Refused to a program with every permission, ${which(verbs, ({ program }) => program === '✗')}.`,
    `- Refused for oneself, ${which(verbs, ({ oneself }) => oneself === '✗')}.`,
  ].join('\n');
}

const isPublic = (name: EndpointName): boolean => endpoints[name].scope === 'public';
const withRow: ReadonlySet<EndpointName> = new Set(rows.map(({ name }) => name));

/** The operations that have no row and of which nobody has said why, or which have both. */
export const unplaced = (): EndpointName[] =>
  ORDER.filter(
    (name) => [withRow.has(name), isPublic(name), OF_CALLER.includes(name), OF_HOUSE.includes(name)].filter(Boolean).length !== 1, // prettier-ignore
  );

export function documentOf(found: Found): string {
  const operations = found.operations.toSorted((a, b) => ORDER.indexOf(a.row.name) - ORDER.indexOf(b.row.name));
  const everybody = Object.entries(audiences).flatMap(([type, to]) => (to.includes('everybody') ? [type] : []));
  const jobs = Object.entries(deliveriesOfJobs);
  const listed = (names: readonly EndpointName[]) => names.map((name) => `\`${nameOf(name)}\``).join(', ');
  return [
    HEAD,
    '## Operations\n',
    table(
      ['operation', 'by', ...relations, 'roles'],
      operations.map(({ row, cells, roles }) => [nameOf(row.name), row.by ?? '', ...cells, roles]),
    ),
    '\nNo case, and nothing of one team, is behind the others.\n',
    `- Open to whoever has not signed in: ${listed(ORDER.filter(isPublic))}.`,
    `- About the caller alone: ${listed(OF_CALLER)}.`,
    `- About the whole house, for whoever has the permission for all teams, or what everybody knows: ${listed(OF_HOUSE)}.`,
    '\n## Verbs past the guard\n',
    verbsOf(found),
    '\n## The live socket\n',
    table(['frame', ...relations], found.live.map(([name, cells]) => [name, ...cells])),
    `\nEverybody hears ${everybody.map((type) => `\`${type}\``).join(', ')}, in which there are ids alone.\n`,
    '## Notifications\n',
    'Whether a notification that an agent has says which case it is about. The others are about the account of the agent alone.\n',
    table(['about', ...relations], found.notifications.map(([name, cells]) => [name, ...cells])),
    '\n## Jobs\n',
    table(
      ['job', 'delivers to', 'who gets nothing by it that they may not see', 'shown by'],
      jobs.flatMap(([name, one]) => (one ? [[name, one.to, one.because, `\`${one.spec}\``]] : [])),
    ),
    `\nThe others deliver nothing to anybody: ${jobs.flatMap(([name, one]) => (one ? [] : [`\`${name}\``])).join(', ')}.\n`,
  ].join('\n'); // prettier-ignore
}
