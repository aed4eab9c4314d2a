import { canMailGoUnencrypted } from './can-mail-go-unencrypted.js';

const imap = { host: 'imap.ville.example', secure: true, user: 'mairie' };
const relay = { host: 'smtp.ville.example', secure: false, user: 'mairie' };
const account = (inbound: object, outbound: object) => ({ kind: 'email' as const, config: { inbound, outbound } });

describe('an account whose mail may travel unencrypted', () => {
  it.each([
    ['signs in everywhere', account({ imap }, relay), false],
    ['signs in by STARTTLS', account({ imap: { ...imap, secure: false } }, relay), false],
    ['reads a mailbox of this machine', account({ imap: { ...imap, host: '127.0.0.1', secure: false } }, relay), true],
    ['sends to a relay without a password', account({ imap }, { ...relay, user: undefined }), true],
    ['sends to this machine', account({}, { ...relay, host: 'localhost' }), true],
    ['sends to this machine, encrypted', account({}, { ...relay, host: '127.0.0.1', secure: true }), false],
    ['shows no settings', { kind: 'email' as const, config: {} }, false],
  ])('%s', (_, one, may) => {
    expect(canMailGoUnencrypted(one)).toBe(may);
  });
});
