import { BulkItemState, type BulkActionStatus } from '@guichet/contracts';
import { bulkActionView, endOfResult } from './bulk-progress-panel-state.js';

const now = Date.parse('2026-11-30T10:00:00.000Z');
const none = Object.fromEntries(BulkItemState.options.map((state) => [state, 0])) as BulkActionStatus['counts'];
const closing: BulkActionStatus['action'] = {
  ...{ kind: 'update', change: { status: 'closed' }, addTags: [], removeTags: [] },
};
const tagging: BulkActionStatus['action'] = { ...closing, change: {}, addTags: ['cantine'] };
const replying = { kind: 'reply', templateId: '01930000-0000-7000-8000-000000000001' } as const;
const status = (changes: Partial<BulkActionStatus>, counts: Partial<BulkActionStatus['counts']>): BulkActionStatus => ({
  ...{ id: '01930000-0000-7000-8000-000000000002', action: closing, macro: null, state: 'running', total: 100 },
  ...{ startedAt: '2026-11-30T09:59:00.000Z', endedAt: null, undoUntil: null },
  ...changes,
  counts: { ...none, ...counts },
});

describe('what is shown of an action on many cases', () => {
  it('is how far it has come, whatever came of each case, and that it can be canceled', () => {
    const view = bulkActionView(status({}, { waiting: 40, done: 50, unchanged: 7, refused: 3 }), now);

    expect(view).toMatchObject({ phase: 'changing', progress: { done: 60, of: 100 }, canCancel: true });
    expect(view).toMatchObject({ canUndo: false, canDismiss: false, listed: [{ state: 'refused', count: 3 }] });
  });

  it('is what it has changed, with the ones that were refused, and an undo for its hour', () => {
    const done = { state: 'done', endedAt: '2026-11-30T09:59:30.000Z', undoUntil: '2026-11-30T10:59:30.000Z' } as const;
    const counts = { done: 97, refused: 3 };

    const view = bulkActionView(status(done, counts), now);

    expect(view).toMatchObject({ phase: 'changed', progress: undefined, count: 97, canUndo: true, canDismiss: true });
    expect(bulkActionView(status(done, counts), Date.parse(done.undoUntil)).canUndo).toBe(false);
  });

  it('is how many of them are restored, and which were changed since', () => {
    const undoing = bulkActionView(status({ state: 'undoing' }, { done: 30, undone: 60, kept: 7, refused: 3 }), now);
    const undone = bulkActionView(status({ state: 'undone' }, { undone: 90, kept: 7, refused: 3 }), now);

    expect(undoing).toMatchObject({ phase: 'undoing', progress: { done: 67, of: 97 }, canCancel: true });
    expect(undone).toMatchObject({
      phase: 'undone',
      count: 90,
      listed: [{ title: 'bulk.kept', count: 7 }],
      canUndo: false,
    });
  });

  it('is, of replies, how many are written, then how many wait to be confirmed, then how many are sent or taken back', () => {
    const action = { action: replying } as const;
    const preparing = bulkActionView(
      status({ ...action, state: 'preparing' }, { waiting: 25, prepared: 70, refused: 5 }),
      now,
    );
    const ready = bulkActionView(status({ ...action, state: 'ready' }, { prepared: 90, refused: 10 }), now);
    const sending = bulkActionView(
      status({ ...action, state: 'running' }, { prepared: 60, done: 30, refused: 10 }),
      now,
    );

    expect(preparing).toMatchObject({ phase: 'preparing', progress: { done: 75, of: 100 } });
    const undone = bulkActionView(status({ ...action, state: 'undone' }, { undone: 80, kept: 10 }), now);
    expect(undone).toMatchObject({ phase: 'takenBack', count: 80, listed: [{ state: 'kept', count: 10 }] });
    expect(undone.listed[0]?.title).toBe('bulk.notTakenBack');
    expect(ready).toMatchObject({ phase: 'ready', count: 90, canCancel: true, canDismiss: false });
    expect(sending).toMatchObject({ phase: 'sending', progress: { done: 30, of: 90 } });
  });

  it('counts as sent no reply that did not reach its citizen, and lists those beside those that were not sent', () => {
    const sent = bulkActionView(
      status({ action: replying, state: 'done' }, { done: 10, undelivered: 2, refused: 1 }),
      now,
    );
    expect(sent).toMatchObject({ phase: 'sent', count: 8, selectable: 10 });
    expect(sent.listed).toEqual([
      { state: 'undelivered', count: 2, title: 'bulk.undelivered' },
      { state: 'refused', count: 1, title: 'bulk.refused' },
    ]);
  });
});

describe('the result of an action on many cases', () => {
  const over = (changes: Partial<BulkActionStatus>, counts: Partial<BulkActionStatus['counts']>) => {
    const result = status({ state: 'done', endedAt: '2026-11-30T09:59:30.000Z', ...changes }, counts);
    return endOfResult(bulkActionView(result, now), result, now);
  };

  it('ends once it has been seen, and not before it can be undone no more', () => {
    expect(over({ action: tagging }, { done: 3 })).toBe(now + 10_000);
    expect(over({ action: tagging, undoUntil: '2026-11-30T10:00:05.000Z' }, { done: 3 })).toBe(now + 10_000);
    const undoUntil = '2026-11-30T10:59:30.000Z';
    expect(over({ action: tagging, undoUntil }, { done: 3 })).toBe(Date.parse(undoUntil));
  });

  it('is the way back to cases that have left the list by it, and stays as such', () => {
    const selection = (changes: Partial<BulkActionStatus>, counts: Partial<BulkActionStatus['counts']>) => {
      const { selectable, stays } = bulkActionView(status({ state: 'done', ...changes }, counts), now);
      return { selectable, stays };
    };
    for (const action of [replying, closing]) {
      expect(over({ action }, { done: 10 })).toBeUndefined();
      expect(selection({ action }, { done: 10 })).toEqual({ selectable: 10, stays: true });
    }
    expect(selection({ action: tagging }, { done: 10 })).toEqual({ selectable: 10, stays: false });
    expect(selection({ action: { kind: 'steps', stepIds: ['check'] } }, { done: 10 })).toEqual({
      selectable: 10,
      stays: false,
    });
    expect(selection({ action: { kind: 'read' } }, { done: 10 })).toEqual({ selectable: 0, stays: false });
    expect(selection({ state: 'undone' }, { undone: 9, kept: 1 })).toEqual({ selectable: 0, stays: false });
    expect(selection({ state: 'running' }, { waiting: 5, done: 5 })).toEqual({ selectable: 0, stays: false });
    expect(selection({}, { done: 501 })).toEqual({ selectable: 0, stays: false });
  });

  it('stays where cases were left as they are, and while it is under way', () => {
    expect(over({}, { done: 3, refused: 1 })).toBeUndefined();
    expect(over({ state: 'running', endedAt: null }, { done: 3, waiting: 1 })).toBeUndefined();
  });
});
