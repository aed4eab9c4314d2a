import { closingQuestion } from './confirm-closing-unanswered.js';

const gaspard = {
  id: 'g',
  name: 'Gaspard',
  at: '2026-12-01T09:00:00.000Z',
  channelAccountId: 'mail',
  address: null,
  wasAnswered: false,
  firstReplyDueAt: null,
};

it.each([
  ['nothing where the citizen has a reply', { unanswered: false, waiting: [], unsent: false, asked: undefined }],
  [
    'whether without a reply where nobody has replied',
    { unanswered: true, waiting: [], unsent: false, asked: 'unanswered' },
  ],
  ['whether without the one that was begun', { unanswered: false, waiting: [], unsent: true, asked: 'unsent' }],
  [
    'whether without a reply to one of several who wrote',
    { unanswered: false, waiting: [gaspard], unsent: false, asked: 'unanswered' },
  ],
  ['one thing alone where both are so', { unanswered: true, waiting: [], unsent: true, asked: 'unsent' }],
])('whoever closes a case is asked %s', (_, { unanswered, waiting, unsent, asked }) =>
  expect(closingQuestion({ unanswered, unansweredCitizens: waiting }, unsent)).toBe(asked),
);
