import { hasUnimportedOlderMail } from './has-unimported-older-mail.js';

const mailbox = (start?: string) => ({ kind: 'email' as const, config: { inbound: { imap: { start } } } });

describe('older mail that no search finds', () => {
  it.each([
    ['of a mailbox of which only new mail is read', [mailbox('history'), mailbox('new')], true],
    ['of one that is read since a date', [mailbox('since')], true],
    ['of an account whose settings are not shown', [{ kind: 'email' as const, config: {} }], true],
    ['of one whose history was imported', [mailbox('history')], false],
    ['of mail that a server hands over', [{ kind: 'email' as const, config: { inbound: { smtp: true } } }], false],
    ['where there is no mail', [{ kind: 'sms' as const, config: {} }], false],
  ])('%s', (_, channels, has) => {
    expect(hasUnimportedOlderMail(channels)).toBe(has);
  });
});
