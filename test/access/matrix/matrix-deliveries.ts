import { NotificationAbout, type JobName, type Notifications } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { isAboutRestricted, type MatrixAgent } from './matrix-agents.js';
import type { MatrixTown } from './matrix-shapes.js';

type Kind = NotificationAbout['type'];

/** Whether a kind of notification is about a case; the others are about the account of the agent alone. */
const aboutCase: Record<Kind, boolean> = {
  ...{ 'sla-threshold': true, assigned: true, 'handed-over': true, mentioned: true, 'break-glass': true },
  ...{
    'named-for-restricted': true,
    'followed-case': true,
    'team-handover': true,
    'many-given': false,
    substitute: false,
    'cases-to-give-back': false,
  },
  ...{ 'citizen-replied': true, 'delivery-failed': true, 'taken-over': true },
  ...{ 'second-factor-reset': false, 'passkey-added': false, 'passkey-removed': false, 'passkeys-removed': false },
  ...{ 'new-device': false, 'refused-sign-ins': false, 'template-returned': false },
  ...{ 'template-submitted': false, 'template-approved': false, 'template-withdrawn': false, 'block-changed': false },
};

/** One row for each kind of notification: whether a notification of long ago still says what case it was about. */
export async function walkNotifications(
  { product, open, restricted }: MatrixTown,
  agents: readonly MatrixAgent[],
): Promise<[string, string[]][]> {
  const fastify = product.product.app.getHttpAdapter().getInstance();
  const kinds = NotificationAbout.options.map(({ shape }) => shape.type.value).filter((kind) => aboutCase[kind]);
  const rows: [string, string[]][] = [];
  for (const kind of kinds) {
    const id = agents.map(() => newId());
    const caseOf = ({ relation }: MatrixAgent) => (isAboutRestricted(relation) ? restricted : open).case;
    const about = { type: kind, by: 'Root', from: 'Root', to: 'x', entryId: newId(), count: 1, reason: 'x', reference: null, timer: 'resolution', threshold: 100, dueAt: new Date().toISOString(), name: 'x', userAgent: null, address: 'x', account: null, breakGlassId: newId(), instead: ['x'], status: 'failed' }; // prettier-ignore
    await product.sql.execute(
      `insert into notification (id, agent_id, case_id, about, at)
       select n.id, n.agent_id, n.case_id, $2, now() from jsonb_to_recordset($1::jsonb) n(id uuid, agent_id uuid, case_id uuid)`,
      [
        JSON.stringify(agents.map((agent, n) => ({ id: id[n], agent_id: agent.id, case_id: caseOf(agent) }))),
        JSON.stringify(about),
      ],
    );
    const cells: string[] = [];
    for (const [n, { headers }] of agents.entries()) {
      const { body } = await fastify.inject({ method: 'GET', url: '/api/v1/notifications', headers });
      const shown = (JSON.parse(body) as Notifications).items.find((one) => one.id === id[n]);
      cells.push(shown?.case ? '✓' : '–');
    }
    rows.push([kind, cells]);
  }
  return rows;
}

interface Delivery {
  /** To whom something goes. */
  to: string;
  /** Why nobody gets by it what they may not see. */
  because: string;
  /** The spec that shows it. */
  spec: string;
}
const nobody = null;
const own = (what: string, spec: string): Delivery => ({
  ...{ to: 'the agent whose account it is', because: `it says ${what} and nothing of cases`, spec },
});
const MOVES = 'libs/workforce/src/queues/assignment-absence-overflow.db.spec.ts';

/** For every job, to whom it delivers something; null: to nobody. A new one must say so. */
export const deliveriesOfJobs: Record<JobName, Delivery | null> = {
  'wake-case': nobody,
  'save-survey-score': nobody,
  'read-again': nobody,
  'fire-sla-thresholds': { to: 'assignees and supervisors of the team', because: 'they are chosen by `holdsInTeam`, and `notify` leaves out whoever a restricted case is not for', spec: 'libs/sla/src/fire-thresholds.db.spec.ts' },
  'recompute-sla-timers': nobody,
  'unassign-lost': { to: 'the queue of the team', because: 'it takes cases from whoever sees them no longer', spec: 'test/access/visible-cases.db.spec.ts' },
  'start-absence': nobody,
  'end-absence': nobody,
  'reassign-cases': { to: 'the substitute', because: 'only cases that they may be assigned: `mayBeAssigned`', spec: 'test/access/restricted-cases.db.spec.ts' },
  'reschedule-overflow': nobody,
  'overflow-case': { to: 'another team', because: 'the setting of the team says so; a restricted case stays', spec: 'test/access/restricted-cases.db.spec.ts' },
  'requeue-conversation': { to: 'the queue of the team', because: 'it stays in the team', spec: MOVES },
  'expire-connections': nobody,
  'reconcile-queues': { to: 'whoever reads its report', because: 'they are shown what is of their teams and open to them: row `GET /routing/reconciliation`', spec: 'test/access/restricted-cases.db.spec.ts' },
  'check-channel': nobody,
  'judge-again': nobody,
  'check-deliverability': nobody,
  'renew-tokens': nobody,
  'continue-by-mail': { to: 'the citizen', because: 'it goes to an address of the one who wrote in the chat', spec: 'test/e2e/chat-mail.e2e.spec.ts' },
  'mail-password-link': own('that a password can be chosen', 'libs/access/src/password-links.db.spec.ts'),
  'mail-forgotten-password': own('that a password can be chosen', 'libs/access/src/password-links.db.spec.ts'),
  'mail-address-changed': own('that the address has changed', 'libs/access/src/change-agent-address.db.spec.ts'),
  'mail-password-changed': own('that the password has changed', 'libs/access/src/password-links.db.spec.ts'),
  'mail-new-device': own('from where somebody has signed in', 'libs/access/src/known-devices.db.spec.ts'),
  'mail-break-glass': { to: 'data protection officers', because: 'without the reference where they do not see the team', spec: 'test/access/restricted-cases.db.spec.ts' },
  'keep-restricted-open': { to: 'whoever may restrict cases in the team', because: 'only where nobody who is named is left', spec: 'test/access/restricted-cases.db.spec.ts' },
  'send-acknowledgement': { to: 'the citizen', because: 'it goes to the address of the message that it acknowledges, and to no third party', spec: 'libs/messages/src/send/acknowledge/acknowledge.db.spec.ts' },
  'resume-acknowledgements': nobody,
  'push-notifications': nobody,
  'plan-digests': nobody,
  'mail-digest': { to: 'an agent who has asked for it, by mail', because: 'their scope is asked when it is sent, and it says no more than the reference or, where the organisation has chosen so, the subject', spec: 'libs/messages/src/send/digest/mail-digest.db.spec.ts' },
  'send-push': { to: 'the devices of an agent', because: 'their scope is asked when it is sent, and it says no more than the reference or, where the organisation has chosen so, the subject', spec: 'libs/notifications/src/push/push.db.spec.ts' },
  'run-bulk-action': { to: 'whoever gets cases by it, and the citizens who are answered', because: 'each case is changed and answered as its agent may then, by the verbs for one', spec: 'libs/messages/src/bulk/bulk-actions.db.spec.ts' },
  'resume-bulk-actions': nobody,
  'send-survey': { to: 'the citizen', because: 'it goes to the address by which they had written', spec: 'test/e2e/survey.e2e.spec.ts' },
  'fetch-file': nobody,
  'scan-waiting-files': nobody,
  'read-file-texts': nobody,
  'learn-words': nobody,
  'read-sent-copy-again': nobody,
  'fetch-profile': nobody,
  'build-metric-zone': nobody,
  'send-report': { to: 'the agents who are named in it', because: 'each gets the figures of the teams that they see when it is sent', spec: 'libs/metrics/src/reports/send-report.db.spec.ts' },
  'rebuild-metrics': nobody,
  'recount-case': nobody,
  'fold-counts': nobody,
  purge: nobody,
}; // prettier-ignore
