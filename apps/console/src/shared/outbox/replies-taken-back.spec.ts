import { isBeingTakenBack, isTakenBack, noteTakingBack, renameReply } from './replies-taken-back.js';

describe('a reply that its agent takes back', () => {
  it('is known as taken back under the id that the server gives it meanwhile', async () => {
    const canceled = Promise.withResolvers<void>();
    noteTakingBack('shown', canceled.promise);
    renameReply('shown', 'stored');
    const taken = isTakenBack('stored');
    canceled.resolve();
    expect(await taken).toBe(true);
    expect(await isTakenBack('shown')).toBe(false);
  });

  it('is not taken back where the server refuses it, or it was not there to be taken back', async () => {
    noteTakingBack('late', Promise.reject(new Error('already sent')));
    noteTakingBack('gone', Promise.resolve(false));
    expect([await isTakenBack('late'), await isTakenBack('gone'), await isTakenBack('other')]).toEqual([
      false,
      false,
      false,
    ]);
    // It can be tried again.
    expect([isBeingTakenBack('late'), isBeingTakenBack('gone')]).toEqual([false, false]);
  });

  it('stays taken back where the key is pressed once more and the server refuses that', async () => {
    noteTakingBack('twice', Promise.resolve());
    noteTakingBack('twice', Promise.reject(new Error('already sent')));
    expect(isBeingTakenBack('twice')).toBe(true);
    expect(await isTakenBack('twice')).toBe(true);
  });
});
