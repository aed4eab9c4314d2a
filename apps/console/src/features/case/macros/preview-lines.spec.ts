import type { Activity, MacroStep } from '@guichet/contracts';
import { previewLines } from './preview-lines.js';

const NONE = { name: null, gone: false };
const macro = {
  acts: [
    { kind: 'status' as const, to: 'closed' as const },
    { kind: 'priority' as const, to: 'high' as const },
  ],
  targets: [NONE, NONE],
};
const step = (state: MacroStep['state'], activities: Activity[] = []): MacroStep => ({
  ...{ state, activities },
  refusal: state === 'refused' ? { code: 'conflict', reason: 'case-fields-required' } : null,
});
const preview = (...steps: MacroStep[]) => ({ refusal: null, steps, macro });
const closing: Activity = { type: 'status', from: 'open', to: 'closed', snoozeUntil: null };

describe('the preview of a macro', () => {
  it('can be applied where something changes, whatever is so already', () => {
    const view = previewLines(preview(step('changes', [closing]), step('same')));

    expect(view).toMatchObject({ canApply: true, refused: 0 });
    expect(view.lines.map(({ state, changes }) => [state, changes])).toEqual([
      ['changes', [closing]],
      ['same', []],
    ]);
  });

  it('cannot be where one act is refused, as none of them would be done', () => {
    const view = previewLines(preview(step('refused'), step('changes')));

    expect(view).toMatchObject({ canApply: false, refused: 1 });
    expect(view.lines[0]?.refusal).toMatchObject({ reason: 'case-fields-required' });
  });

  it('cannot be where all is so already, or where the macro is not for the case', () => {
    const isSo = previewLines(preview(step('same'), step('same')));
    const refusal = { code: 'conflict', reason: 'macro-not-for-case' } as const;
    const isForOthers = previewLines({ refusal, steps: [], macro });

    expect([isSo.canApply, isForOthers.canApply, isForOthers.lines]).toEqual([false, false, []]);
  });

  it('shows what follows from an act, and leaves out what says nothing of the case', () => {
    const left: Activity = { type: 'assigned', from: 'Bob', to: null, toId: null };
    const moved: Activity = { type: 'team', from: 'Écoles', to: 'Voirie' };
    const other: Activity = { type: 'survey-sent', channel: 'email' };

    const routed: Activity = {
      type: 'routed',
      rules: ['Nord'],
      team: 'Nord',
      caseType: null,
      priority: null,
      tags: [],
    };

    const view = previewLines(preview(step('changes', [moved, left, other, routed]), step('same')));

    expect(view.lines[0]?.changes).toEqual([moved, left, routed]);
  });
});
