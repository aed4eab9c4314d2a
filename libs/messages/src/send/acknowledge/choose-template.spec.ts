import { chooseTemplate, type AcknowledgedMessage } from './choose-template.js';

const setting = {
  templateId: 'usual',
  closedTemplateId: 'closed',
  caseTypes: [
    { caseTypeId: 'school', templateId: 'for schools' },
    { caseTypeId: 'secret', templateId: null },
  ],
};
const message = (changes: Partial<AcknowledgedMessage> = {}): AcknowledgedMessage => ({
  ...{ kind: 'email', caseTypeId: null, isClosed: false },
  ...changes,
});

describe('the template of an acknowledgement', () => {
  it.each<[string | null, string, Partial<AcknowledgedMessage>]>([
    ['usual', 'a message', {}],
    ['usual', 'a case type without its own', { caseTypeId: 'roads' }],
    ['for schools', 'a case type with its own', { caseTypeId: 'school' }],
    [null, 'a case type that gets none', { caseTypeId: 'secret' }],
    ['closed', 'a message outside the hours of the team', { isClosed: true }],
    ['closed', 'a case type with its own outside the hours', { caseTypeId: 'school', isClosed: true }],
    [null, 'a case type that gets none outside the hours', { caseTypeId: 'secret', isClosed: true }],
    [null, 'a chat while somebody answers', { kind: 'chat' }],
    ['closed', 'a chat while nobody answers', { kind: 'chat', isClosed: true }],
    ['usual', 'an SMS', { kind: 'sms' }],
  ])('is %s for %s', (expected, _, changes) => {
    expect(chooseTemplate(setting, message(changes))).toBe(expected);
  });

  it('is the usual one outside the hours where there is no other', () => {
    expect(chooseTemplate({ ...setting, closedTemplateId: null }, message({ isClosed: true }))).toBe('usual');
  });
});
