import { closingQuestion } from './confirm-closing-unanswered.js';

it.each([
  ['nothing where the citizen has a reply', { unanswered: false, unsent: false, asked: undefined }],
  ['whether without a reply where nobody has replied', { unanswered: true, unsent: false, asked: 'unanswered' }],
  ['whether without the one that was begun', { unanswered: false, unsent: true, asked: 'unsent' }],
  ['one thing alone where both are so', { unanswered: true, unsent: true, asked: 'unsent' }],
])('whoever closes a case is asked %s', (_, { unanswered, unsent, asked }) =>
  expect(closingQuestion({ unanswered }, unsent)).toBe(asked),
);
