import type { Activity, MacroAct, MacroPreview, MacroStep, MacroTarget } from '@guichet/contracts';

/** The activities of which a preview says what changes from what to what. */
const SHOWN = ['status', 'assigned', 'team', 'case-type', 'priority', 'tags', 'fields', 'routed'] as const;
export type ShownActivity = Extract<Activity, { type: (typeof SHOWN)[number] }>;

/** One act of a macro in its preview. */
export interface PreviewLine {
  act: MacroAct;
  target: MacroTarget;
  state: MacroStep['state'];
  /** What changes by it: its own change first, then what follows from that, as that a colleague loses the case or a rule moves it. */
  changes: ShownActivity[];
  refusal: MacroStep['refusal'];
}

type Previewed = Pick<MacroPreview, 'refusal' | 'steps'> & { macro: Pick<MacroPreview['macro'], 'acts' | 'targets'> };

interface PreviewView {
  lines: PreviewLine[];
  refused: number;
  /** Something would change, and nothing stands against it. */
  canApply: boolean;
}

const isShown = (activity: Activity): activity is ShownActivity => SHOWN.some((type) => type === activity.type);

/** Returns what the preview of a macro shows, act by act in the order of the macro: pure. */
export function previewLines({ macro: { acts, targets }, ...preview }: Previewed): PreviewView {
  const lines = preview.steps.flatMap(({ state, activities, refusal }, at): PreviewLine[] => {
    const [act, target] = [acts[at], targets[at]];
    return act && target ? [{ act, target, state, refusal, changes: activities.filter(isShown) }] : [];
  });
  const refused = lines.filter(({ state }) => state === 'refused').length;
  const changes = lines.some(({ state }) => state === 'changes');
  return { lines, refused, canApply: preview.refusal === null && refused === 0 && changes };
}
