import { omitKnownOldMailCheck } from './omit-known-old-mail-check.js';

const past = { name: 'email.old-mail', ok: true, detail: 'email.since-brings {"count":27}' };
const server = { name: 'email.incoming-server', ok: true, detail: 'email.reachable' };
const result = { ok: true, checks: [server, past] };
const config = (imap: object) => ({
  inbound: { smtp: false, imap: { host: 'imap.ville.example', user: 'mairie', ...imap } },
});
const since = { start: 'since', since: '2026-11-01' };

describe('what the past of a mailbox would bring', () => {
  it('is said of a new mailbox, and of one from which more shall be read', () => {
    expect(omitKnownOldMailCheck(result, config(since), undefined)).toEqual(result);
    expect(omitKnownOldMailCheck(result, config({ ...since, since: '2026-10-01' }), config(since))).toEqual(result);
  });

  it('is not said again of a mailbox that is connected, also where its password changes', () => {
    const changed = config({ ...since, password: 'another' });
    expect(omitKnownOldMailCheck(result, changed, config(since)).checks).toEqual([server]);
  });
});
