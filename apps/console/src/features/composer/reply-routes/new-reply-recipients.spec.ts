import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import { newReplyRecipients } from './new-reply-recipients.js';

const handle = (value: string) => ({ type: 'email' as const, value, verified: false });
const envelope = { channelAccountId: 'a', to: ['zoe@citizen.test'], cc: [], bcc: [] };
const replyTo = { to: ['zoe@citizen.test'], others: [handle('roy@barreau.test')] } as unknown as NonNullable<
  CaseDetail['replyTo']
>;
const known = {
  item: { participants: [handle('zoe@citizen.test')], replyTo },
  options: [{ to: handle('zoe@work.test') } as ReplyRoute],
};

describe('who is new in a correspondence', () => {
  it('is nobody to whom the citizen has written, nor another address of theirs', () => {
    expect(newReplyRecipients({ ...envelope, cc: ['Roy@barreau.test'], bcc: ['zoe@work.test'] }, known)).toEqual([]);
  });

  it('is not the citizen whose postal address is known, in capitals as it is', () => {
    const post = 'Noé Petit\n4 rue Longue\n21000 DIJON';
    const byPost = { ...known, options: [{ to: { ...handle(post), type: 'postal' } } as ReplyRoute] };
    expect(newReplyRecipients({ ...envelope, to: [post] }, byPost)).toEqual([]);
    expect(newReplyRecipients({ ...envelope, to: [post] }, known)).toEqual([post]);
  });

  it('is everybody else, each once, by whatever copy', () => {
    const copies = { cc: ['paul@durand.test'], bcc: ['paul@durand.test', 'maire@elus.test'] };
    expect(newReplyRecipients({ ...envelope, ...copies }, known)).toEqual(['paul@durand.test', 'maire@elus.test']);
  });

  it('is not the first recipient of a case in which nobody takes part yet', () => {
    const nobody = { item: { participants: [], replyTo: null }, options: [] };
    expect(newReplyRecipients({ ...envelope, cc: ['paul@durand.test'] }, nobody)).toEqual(['paul@durand.test']);
  });
});
