import { pushMessage, pushOptions, type WaitingNotification } from './push-message.js';

const replied = (caseId: string): WaitingNotification => ({
  about: { type: 'citizen-replied' },
  ...{ caseId, reference: `GCH-${caseId}`, subject: null, position: null },
});
const mentioned = (caseId: string): WaitingNotification => ({
  ...replied(caseId),
  about: { type: 'mentioned', by: 'Bob' },
});
const newDevice: WaitingNotification = {
  about: { type: 'new-device', userAgent: null, address: '203.0.113.7' },
  ...{ caseId: null, reference: null, subject: null, position: null },
};
const said = (...waiting: [WaitingNotification, ...WaitingNotification[]]) => {
  const { title, body, tag, url } = pushMessage(waiting, { language: 'en', silent: true, unread: 1 });
  return [title, body, tag, url];
};

describe('what a device shows', () => {
  it('is what happened, in which case', () => {
    expect(said(replied('1'))).toEqual(['The citizen has replied', 'GCH-1', '1', '/cases/1']);
    expect(said(replied('1'), replied('1'))).toEqual(['The citizen has replied', 'GCH-1', '1', '/cases/1']);
  });

  it('leads to the entry in which one thing is seen', () => {
    const note = (position: number) => ({ ...mentioned('1'), position });
    expect(said(note(7)).at(-1)).toBe('/cases/1?at=7');
    expect(said(note(7), note(9)).at(-1)).toBe('/cases/1');
  });

  it('is how much it is where it is several things', () => {
    expect(said(replied('1'), mentioned('1'))).toEqual(['2 new notifications', 'GCH-1', '1', '/cases/1']);
    expect(said(replied('1'), replied('2'))).toEqual(['2 new notifications', 'Open Guichet to see it', 'several', '/']);
  });

  it('is the subject, too, where it may be said and it is all of one case', () => {
    const known = (caseId: string) => ({ ...replied(caseId), subject: 'Canteen' });
    expect(said(known('1'))).toEqual(['The citizen has replied', 'GCH-1 · Canteen', '1', '/cases/1']);
    expect(said(known('1'), known('2'))).toEqual(['2 new notifications', 'Open Guichet to see it', 'several', '/']);
  });

  it('names no case for what is about none, and no address', () => {
    expect(said(newDevice)).toEqual(['Security notice', 'Open Guichet to see it', 'several', '/']);
  });

  it('is of use for some hours, takes the place of what it said of the case before, and wakes a device only where it is urgent', () => {
    const options = (one: WaitingNotification) =>
      pushOptions([one], pushMessage([one], { language: 'fr', silent: true, unread: 1 }));
    expect(options(replied('1'))).toMatchObject({
      TTL: 14_400,
      urgency: 'normal',
      topic: options(mentioned('1')).topic,
    });
    expect(options(replied('2')).topic).not.toBe(options(replied('1')).topic);
    expect(options(newDevice).urgency).toBe('high');
  });
});
