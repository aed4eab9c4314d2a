import { MantineProvider } from '@mantine/core';
import { notificationsStore } from '@mantine/notifications';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { endToasts, endToastsOfMany } from './shown-toasts.js';
import { toast, toastFailure, toastUrgent } from './toast-and-undo.js';
import { dropUndo, pushUndo, undoLast, undoLastSince } from './undo-stack.js';
import { keepUndo, undoables } from './undoables.js';

const open = () => notificationsStore.getState().notifications.map(({ id }) => id!);
const close = () => {
  for (const { onClose, ...one } of notificationsStore.getState().notifications) onClose?.(one);
  notificationsStore.setState({ ...notificationsStore.getState(), notifications: [], queue: [] });
};
/** What a toast leaves open: how many, and whether the one that was shown before is among them. */
const after = (show: () => void) => {
  const before = open();
  show();
  return { count: open().length, isBeforeThere: before.every((id) => open().includes(id)) };
};
const undoable = (message: string, about: string[], undo: () => void = () => {}) =>
  toast({ message, about, undoLabel: 'Undo', undo });

/** Each frame is drawn, and what comes after it is done, as soon as it is asked for. */
const drawAtOnce = (run: FrameRequestCallback): number => {
  run(0);
  return 0;
};
/** What is done before the next frame is drawn, and then that frame. */
const beforeNextFrame = (act: () => void): void => {
  const waiting: FrameRequestCallback[] = [];
  const draw = globalThis.setTimeout;
  globalThis.setTimeout = ((run: FrameRequestCallback) => waiting.push(run)) as unknown as typeof setTimeout;
  act();
  globalThis.setTimeout = draw;
  for (const run of waiting) run(0);
};

describe('toasts', () => {
  const { requestAnimationFrame, setTimeout } = globalThis;
  beforeAll(() => {
    globalThis.requestAnimationFrame = drawAtOnce;
    globalThis.setTimeout = drawAtOnce as typeof setTimeout;
  });
  afterAll(() => void Object.assign(globalThis, { requestAnimationFrame, setTimeout }));
  afterEach(close);

  it('are two at most, and the newest ones', () => {
    for (const message of ['one', 'two', 'three', 'four']) toast({ message });
    expect(open()).toHaveLength(2);
    const [, newest] = open();
    toast({ message: 'five' });
    expect(open()).toHaveLength(2);
    expect(open()).toContain(newest);
  });

  it('leave what can be undone for longer than what is only said, and a failure takes no place from either', () => {
    undoable('closed', ['a status']);
    for (const message of ['one', 'two', 'three']) toast({ message });
    toastFailure('failed', 'because');
    expect(notificationsStore.getState().notifications).toHaveLength(3);
    expect(undoLast()).toBe(true);
  });

  it('leave a failure for longer than what succeeded', () => {
    toastFailure('failed', 'because');
    const [failure] = open();
    toast({ message: 'one' });
    toast({ message: 'two' });
    expect(open()).toContain(failure);
  });

  it('end once what they say is no longer so, and no others do', () => {
    toast({ message: 'Saved', about: ['rules'] });
    toast({ message: 'Sent' });
    const [, other] = open();
    endToasts('targets');
    expect(open()).toHaveLength(2);
    endToasts('rules');
    expect(open()).toEqual([other]);
  });

  it('of what was done with many cases end once something else is done with many, and are undone from where it is found', () => {
    const undone: string[] = [];
    const undo = () => void undone.push('close');
    toast({ message: '9 cases closed', undoLabel: 'Undo', undo, ofMany: ['a', 'b'], about: ['status of a'] });
    toast({ message: 'Saved' });
    const [, other] = open();
    endToastsOfMany();
    expect(open()).toEqual([other]);
    undoables()[0]!.run();
    expect(undone).toEqual(['close']);
  });

  it('do not repeat one another', () => {
    toast({ message: 'Saved' });
    expect(after(() => toast({ message: 'Saved' }))).toEqual({ count: 1, isBeforeThere: false });
  });

  it('go away when what they would undo was changed again', () => {
    const undone: string[] = [];
    undoable('blocked', ['block zoe@example.org'], () => undone.push('block'));
    const unblocked = () => undoable('no longer blocked', ['block zoe@example.org'], () => undone.push('unblock'));
    expect(after(unblocked)).toEqual({ count: 1, isBeforeThere: false });
    undoLast();
    expect(undone).toEqual(['unblock']);
  });

  it('are never seen where what they say was undone before, and undo it once', () => {
    let undone = 0;
    beforeNextFrame(() => {
      undoable('closed', ['a status'], () => (undone += 1));
      expect([undoLast(), undoLast()]).toEqual([true, false]);
    });
    expect([open(), undone]).toEqual([[], 1]);
  });

  it('are undone from the last to the first, as long as they stand', () => {
    const undone: string[] = [];
    for (const one of ['first', 'second', 'third']) undoable(one, [`${one} status`], () => undone.push(one));
    expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
    expect(undone).toEqual(['third', 'second']);
  });

  it('of what was done a while ago are undone after what was done since, whenever they are shown', () => {
    const undone: string[] = [];
    const done = (one: string, doneAt: number) =>
      toast({ message: one, doneAt, undoLabel: 'Undo', undo: () => void undone.push(one) });
    done('closed', 20);
    done('reply sent', 10);
    expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
    done('assigned', 5);
    done('reply sent', 10);
    expect([undoLast(), undoLast()]).toEqual([true, true]);
    expect(undone).toEqual(['closed', 'reply sent', 'reply sent', 'assigned']);
  });

  it('are undone before a reply that was sent earlier, and not where they were there before it', () => {
    const undone: string[] = [];
    const noted = (id: string, at: number) => pushUndo({ id, at, run: () => (dropUndo(id), void undone.push(id)) });
    noted('tag', 5);
    noted('note', 20);
    const replySentAt = 10;
    expect([undoLastSince(replySentAt), undoLastSince(replySentAt)]).toEqual([true, false]);
    expect(undone).toEqual(['note']);
    expect([undoLast(), undoLastSince(replySentAt)]).toEqual([true, false]);
  });

  it('are shown anew under the same id, with their undo', () => {
    let undone = 0;
    const again = () =>
      toast({ id: 'same', message: 'again', about: ['a reply'], undoLabel: 'Undo', undo: () => void (undone += 1) });
    again();
    again();
    expect(open()).toEqual(['same']);
    expect([undoLast(), undoLast(), undone]).toEqual([true, false, 1]);
  });

  it('undo nothing once others have taken their place, though they were never seen', () => {
    let undone = 0;
    beforeNextFrame(() => {
      undoable('closed', ['a status'], () => (undone += 1));
      for (const one of ['one', 'two']) undoable(one, [`${one} status`]);
      expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
    });
    expect([open().length, undone]).toEqual([0, 0]);
  });

  it('of a failure go away when it was done after all', () => {
    toastFailure('not closed', 'a field is empty', { about: ['a status'] });
    expect(after(() => undoable('b closed', ['b status']))).toEqual({ count: 2, isBeforeThere: true });
    toast({ message: 'a closed', about: ['a status'] });
    expect(notificationsStore.getState().notifications.filter(({ title }) => title === 'not closed')).toEqual([]);
  });

  it('of a failure stay where there is something to do about it, and offer both where some may be tried again and others not', () => {
    const retry = { label: 'Retry', run: () => {} };
    const link = { label: 'Open', run: () => {} };
    const shownWith = (links: Parameters<typeof toastFailure>[2]) => {
      close();
      toastFailure('not closed', 'because', links);
      const [{ autoClose, message } = {}] = notificationsStore.getState().notifications;
      const drawn = renderToStaticMarkup(createElement(MantineProvider, null, message));
      return { stays: autoClose === false, offered: ['Retry', 'Open'].filter((label) => drawn.includes(label)) };
    };
    expect(shownWith({ retry, ways: [link] })).toEqual({ stays: true, offered: ['Retry', 'Open'] });
    expect(shownWith({ ways: [link] })).toEqual({ stays: true, offered: ['Open'] });
    expect(shownWith({})).toEqual({ stays: false, offered: [] });
  });

  it('stay when only a part of it was changed again', () => {
    undoable('two cases closed', ['a status', 'b status']);
    expect(after(() => undoable('one reopened', ['a status']))).toEqual({ count: 2, isBeforeThere: true });
  });

  it('of many cases leave an undo that is found again, once', () => {
    let undone = 0;
    const act = { message: '12 cases closed', undoLabel: 'Undo', undo: () => void (undone += 1) };
    toast({ ...act, ofMany: ['a', 'b'] });
    toast({ ...act, message: 'one case closed' });
    expect(undoables().map(({ message }) => message)).toEqual(['12 cases closed']);
    close();
    expect(undoLast()).toBe(false);
    const [found] = undoables();
    found!.run();
    found!.run();
    expect([undone, undoables()]).toEqual([1, []]);

    toast({ ...act, ofMany: ['a', 'b'] });
    undoLast();
    expect([undone, undoables()]).toEqual([2, []]);
  });

  it('leave no undo of many cases once each of them was changed again in some way, or after ten minutes', () => {
    const many = (message: string, field: string, ids: string[]) =>
      toast({ message, about: ids.map((id) => `${id} ${field}`), undoLabel: 'Undo', undo: () => {}, ofMany: ids });
    const left = () => undoables().map(({ message }) => message);
    many('tagged', 'tags', ['a', 'b']);
    many('closed', 'status', ['b', 'c']);
    expect(left()).toEqual(['closed', 'tagged']);
    toast({ message: 'a step is done', about: ['step one of a'] });
    expect(left()).toEqual(['closed']);
    expect(notificationsStore.getState().notifications).toHaveLength(2);
    many('given', 'assigneeId', ['b', 'c']);
    expect(left()).toEqual(['given']);

    many('ranked', 'priority', ['d', 'e']);
    close();
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
    expect(undoables()).toEqual([]);
    now.mockRestore();
  });

  it('of missed targets are one, which counts them', () => {
    const counted: number[] = [];
    const say = (count: number) => {
      counted.push(count);
      return { title: `${count} missed`, detail: '', act: { label: 'Show', run: () => {} } };
    };
    toastUrgent(1, say);
    toastUrgent(2, say);
    expect(counted).toEqual([1, 3]);
    expect(open()).toHaveLength(1);
    close();
    toastUrgent(1, say);
    expect(counted.at(-1)).toBe(1);
  });

  it('is found for as long as it can be undone, also where no toast has said it, and once', () => {
    let undone = 0;
    const what = { id: 'action', message: '55 cases changed', run: () => void (undone += 1) };
    const found = () => undoables().filter(({ id }) => id === what.id);
    keepUndo({ ...what, until: Date.now() - 1 });
    expect(found()).toEqual([]);
    keepUndo({ ...what, until: Date.now() + 60_000 });

    const [first] = found();
    first!.run();

    expect([first!.message, undone, found()]).toEqual(['55 cases changed', 1, []]);
  });
});
