import { keepPreparedReply, noteTakenBack, replyTakenBackFrom } from './reply-taken-back.js';

const reply = { template: { value: 't', label: 'Fermeture' }, language: null, values: { deadline: '2026-12-14' } };

describe('a reply to many cases that was taken back', () => {
  it('is filled in again for the same cases, or some of them, once it is taken back', () => {
    keepPreparedReply({ bulkActionId: 'a', chosen: ['1', '2', '3'], reply });
    noteTakenBack('b');
    expect(replyTakenBackFrom(['1', '2', '3'])).toBeUndefined();
    noteTakenBack('a');
    expect(replyTakenBackFrom(['3', '1'])).toEqual(reply);
    expect(replyTakenBackFrom(['1', '4'])).toBeUndefined();
    expect(replyTakenBackFrom({ filter: { view: 'mine' }, count: 3 })).toBeUndefined();
  });

  it('is that of a whole list for that list alone, and gives way to the next', () => {
    keepPreparedReply({ bulkActionId: 'a', chosen: { filter: { view: 'mine' }, count: 3 }, reply });
    noteTakenBack('a');
    expect(replyTakenBackFrom({ filter: { view: 'mine' }, count: 2 })).toEqual(reply);
    expect(replyTakenBackFrom({ filter: { view: 'all' }, count: 2 })).toBeUndefined();
    keepPreparedReply({ bulkActionId: 'c', chosen: ['1'], reply });
    expect(replyTakenBackFrom({ filter: { view: 'mine' }, count: 2 })).toBeUndefined();
  });
});
