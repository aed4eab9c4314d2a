import { defineEndpoints } from '../define-endpoints.js';
import { MessageTrial, MessageTrialRequest, RoutingTrial, RoutingTrialRequest } from '../routing-trial.js';
import { Routing } from '../routing-rules.js';

const ruleFaults = [
  ...([
    'rule-team-gone',
    'rule-agent-gone',
    'rule-case-type-gone',
    'rule-field-gone',
    'rule-field-no-number',
    'rule-field-no-date',
    'rule-field-value',
    'rule-account-gone',
    'rule-agent-elsewhere',
  ] as const),
  ...(['rule-no-word', 'rule-no-sender', 'rule-act-twice', 'rule-twice'] as const),
] as const;

/** Routing rules, and their trial. */
export const routingEndpoints = defineEndpoints({
  getRouting: {
    ...{ method: 'GET', path: '/routing', tag: 'routing', summary: 'The routing rules, with their version' },
    ...{ response: Routing, status: 200, scope: 'routing.read', errors: [] },
  },
  saveRouting: {
    ...{ method: 'PUT', path: '/routing', tag: 'routing', summary: 'Replace the routing rules' },
    ...{
      body: Routing,
      response: Routing,
      status: 200,
      scope: 'routing.manage',
      errors: ['rules-changed', ...ruleFaults],
    },
  },
  tryRouting: {
    ...{
      method: 'POST',
      path: '/routing/trial',
      tag: 'routing',
      summary: 'What rules would do with the latest messages',
    },
    ...{ body: RoutingTrialRequest, response: RoutingTrial, status: 200, idempotencyKey: false, scope: 'routing.read' },
    errors: ['not-found', ...ruleFaults],
  },
  tryRoutingOnMessage: {
    ...{
      method: 'POST',
      path: '/routing/message-trial',
      tag: 'routing',
      summary: 'What rules would do with a message that has not come',
    },
    ...{ body: MessageTrialRequest, response: MessageTrial, status: 200, idempotencyKey: false, scope: 'routing.read' },
    errors: ['not-found', ...ruleFaults],
  },
});
