import { whyNoFiles } from './why-no-files.js';

const reply = { mode: 'reply', template: undefined } as const;
const route = { option: { state: 'ready' }, approved: undefined, hasNone: false } as const;
const drop = { mayReply: true, isOpen: true, content: reply, route };

describe('a file that is dropped on a case', () => {
  it('is taken by the reply, whether or not the composer is open', () => {
    const [open, closed] = [
      whyNoFiles(drop),
      whyNoFiles({ ...drop, isOpen: false, content: { ...reply, mode: 'note' } }),
    ];

    expect([open, closed]).toEqual([undefined, undefined]);
  });

  it.each([
    ['noReply', { mayReply: false }],
    ['note', { mayReply: false, content: { ...reply, mode: 'note' as const } }],
    ['noRoute', { route: { ...route, option: undefined, hasNone: true } }],
    ['approvedOnly', { route: { ...route, option: { state: 'template' as const } } }],
  ])('is refused, and why is told: %s', (reason, difference) => {
    const refused = whyNoFiles({ ...drop, ...difference });

    expect(refused).toBe(reason);
  });

  it('is taken by the note that is being written, whatever a reply could carry', () => {
    const refused = whyNoFiles({ ...drop, content: { ...reply, mode: 'note' }, route: { ...route, hasNone: true } });

    expect(refused).toBeUndefined();
  });

  it('leaves with an approved message that has room for a file', () => {
    const approved = { headerFile: 'document' as const };

    const refused = whyNoFiles({ ...drop, route: { ...route, option: { state: 'template' }, approved } });

    expect(refused).toBeUndefined();
  });
});
