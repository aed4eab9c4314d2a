import type { Activity, MacroAct, MacroActKind, MacroPreview, MacroStep, MacroTarget } from '@guichet/contracts';

/** The activity by which a preview says what each act changes from what to what; null: its words say all. */
const ACTIVITY_OF = {
  ...{ status: 'status', snooze: 'status', assign: 'assigned', team: 'team', priority: 'priority', tags: 'tags' },
  ...{ 'case-type': 'case-type', field: 'fields', note: null, reply: null, follow: null },
} as const satisfies Record<MacroActKind, Activity['type'] | null>;
type ShownType = NonNullable<(typeof ACTIVITY_OF)[MacroActKind]> | 'routed';
export type ShownActivity = Extract<Activity, { type: ShownType }>;

/** Those of the acts, and of what follows from them. */
const SHOWN = new Set<string | null>([...Object.values(ACTIVITY_OF), 'routed']);

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

const isShown = (activity: Activity): activity is ShownActivity => SHOWN.has(activity.type);

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
