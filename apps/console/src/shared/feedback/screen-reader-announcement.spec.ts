import { announce, currentAnnouncement } from './screen-reader-announcement.js';

describe('what is announced to screen readers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('does not stay in the page, where it might name a case that is restricted by then', () => {
    announce('New message from Yann: Menaces');
    jest.advanceTimersByTime(9000);
    expect(currentAnnouncement()).toBe('New message from Yann: Menaces');
    jest.advanceTimersByTime(1000);
    expect(currentAnnouncement()).toBe('');
  });

  it('stays its whole time where it follows another', () => {
    announce('2 new messages');
    jest.advanceTimersByTime(6000);
    announce('3 new messages');
    jest.advanceTimersByTime(6000);
    expect(currentAnnouncement()).toBe('3 new messages');
  });
});
