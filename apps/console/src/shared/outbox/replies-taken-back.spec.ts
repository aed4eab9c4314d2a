import { isTakenBack, keepUndoOfReply, noteTakingBack, renameReply, undoWhatReplyDid } from './replies-taken-back.js';

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
  });

  it('takes with it what was done to its case because it was sent, once', async () => {
    let undone = 0;
    keepUndoOfReply('closing', () => {
      undone += 1;
      return Promise.resolve();
    });
    await undoWhatReplyDid('closing');
    await undoWhatReplyDid('closing');
    expect(undone).toBe(1);
  });
});
