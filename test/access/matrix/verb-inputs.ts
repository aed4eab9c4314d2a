import type { Board, EndpointName, Permission, TemplateUnsent } from '@guichet/contracts';
import type { MatrixTown } from './matrix-shapes.js';

/** What a verb is called with. */
export interface Given {
  params?: Record<string, string>;
  query?: object;
  body?: unknown;
}

/** A call that is made beside the usual one, because a verb asks something more of it. */
interface Special {
  name: EndpointName;
  by: string;
  /** The first caller lacks nothing but this permission. */
  without?: Permission;
  /** What is said of an answer, where it has less without the permission. */
  shows?: (answer: never) => string;
  given?: (town: MatrixTown) => Given;
}

const PASSWORD = 'ein langes Passwort 26';
const colleague = { email: 'neu@town.test', name: 'Neu', teamIds: [] };

/** The verb asks for another permission than the guard does. */
const without = (name: EndpointName, permission: Permission, given?: Special['given']): Special => ({
  ...{ name, by: `without ${permission}`, without: permission, given },
});
const ofCase =
  (body?: object): Special['given'] =>
  ({ open }) => ({ params: { id: open.case, entryId: open.reply }, body });
const ofRestricted: Special['given'] = ({ restricted, ofTeam }) => ({
  params: { id: restricted.case, agentId: ofTeam.agent },
});

export const specialCalls: readonly Special[] = [
  { name: 'createAgent', by: 'with a password', given: () => ({ body: { ...colleague, password: PASSWORD } }) },
  { name: 'createAgent', by: 'as administrator', given: () => ({ body: { ...colleague, role: 'administrator' } }) },
  { name: 'updateAgent', by: 'a password', given: () => ({ body: { password: PASSWORD } }) },
  without('listCaseReaders', 'agent.read'),
  without('getCaseReading', 'agent.read'),
  without('approveSignInLink', 'agent.manage'),
  without('approveSignInLink', 'organisation.manage'),
  without('renderTemplate', 'template.read'),
  without('createToken', 'token.manage', () => ({ body: { name: 'x', scopes: ['cases:read'], expiresInDays: 30 } })),
  { name: 'endBreakGlassOf', by: 'of somebody else' },
  without('postMessage', 'case.reply', ofCase({ text: 'x' })),
  without('answerInvitation', 'case.reply', ({ open }) => ({
    ...{ params: { id: open.case, entryId: open.entry }, body: { status: 'accepted' } },
  })),
  without('undoMove', 'case.move', ({ open }) => ({ params: { id: open.case, moveId: open.move } })),
  without('draftFromEdits', 'template.write', ({ sharedTemplate }) => ({
    ...{ params: { id: sharedTemplate }, body: { language: 'fr', block: 0, how: 'delete' } },
  })),
  {
    ...without('listCaseReaders', 'agent.read', ({ open }) => ({
      params: { id: open.case },
      query: { unrestricted: true },
    })),
    by: 'as if it were not restricted, without agent.read',
  },
  without('getCase', 'case.break-glass', ofRestricted),
  { ...without('getBoard', 'routing.read'), shows: ({ reconciliation }: Board) => `${reconciliation.findings.length}` },
  { ...without('getBoard', 'channel.read'), shows: ({ channels }: Board) => `${channels.length}` },
  { ...without('getBoard', 'case.read'), shows: ({ oldestCaseId }: Board) => (oldestCaseId ? 'a case' : '') },
  {
    ...without('listUnsent', 'template.approve', ({ sharedTemplate }) => ({ params: { id: sharedTemplate } })),
    shows: ({ hidden }: TemplateUnsent) => `${hidden}`,
  },
  without('getMetric', 'agent.read', ({ ofTeam }) => ({ params: { name: 'replies' }, query: { agent: ofTeam.agent } })),
  without('openGlasses', 'case.read', ofRestricted),
  without('openGlasses', 'case.break-glass', ofRestricted),
  without('openGlasses', 'case.restrict', ofRestricted),
  without('updateCase', 'case.assign', ({ open, ofTeam }) => ({
    params: { id: open.case },
    body: { assigneeId: ofTeam.agent },
  })),
  without('updateCase', 'case.close', ofCase({ status: 'closed' })),
  without('cancelMessage', 'message.cancel-others', ofCase()),
  without('createCaseType', 'case.read', ({ ofTeam }) => ({ body: { name: ofTeam.agent, sectorId: ofTeam.sector } })),
  without('updateCaseType', 'case.read', ({ ofTeam, sharedCaseType }) => ({
    params: { id: sharedCaseType },
    body: { sectorId: ofTeam.sector },
  })),
  without('updateTemplate', 'template.approve', ({ sharedTemplate }) => ({
    params: { id: sharedTemplate },
    body: { title: 'Neu' },
  })),
];
