import type { CaseDetail } from '@guichet/contracts';
import type { Envelope } from '../../../shared/drafts/draft-content.js';
import { othersToReplyTo, withCopiesTo } from './others-to-reply-to.js';

const [paul, marie] = ['paul@citizen.test', 'marie@citizen.test'].map((value) => ({
  type: 'email' as const,
  value,
  verified: false,
}));
const item = {
  replyTo: { channelAccountId: 'mairie', channel: 'email', to: ['zoe@citizen.test'], subject: null, others: [paul, marie] },
} as unknown as CaseDetail; // prettier-ignore
const envelope: Envelope = { channelAccountId: 'mairie', to: ['zoe@citizen.test'], cc: [], bcc: [] };

describe('a reply to all', () => {
  it('goes to those, too, to whom the citizen has written, each of them once', () => {
    expect(othersToReplyTo(item, envelope)).toEqual([paul, marie]);
    expect(othersToReplyTo(item, { ...envelope, bcc: ['paul@citizen.test'] })).toEqual([marie]);
    expect(withCopiesTo({ ...envelope, cc: ['eve@citizen.test'] }, [marie!]).cc).toEqual(['eve@citizen.test', 'marie@citizen.test']); // prettier-ignore
  });
  it('goes to nobody else where it leaves from another account, or where nobody has written', () => {
    expect(othersToReplyTo(item, { ...envelope, channelAccountId: 'ecoles' })).toEqual([]);
    expect(othersToReplyTo({ replyTo: null }, envelope)).toEqual([]);
  });
});
