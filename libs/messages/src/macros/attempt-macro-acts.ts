import type { Activity, MacroAct, MacroActKind, MacroStep } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { refusalOf, type Refusal } from '../refusal-from-failure.js';
import { doAct, updateBy, type Done, type MacroTurn } from './do-macro-act.js';

/** What is done with an act that is refused: nothing of the macro is done (`throw`), or the others are tried all the same (`list`). */
export type OnRefusal = 'throw' | 'list';

interface Outcome {
  done: Done;
  activities: Activity[];
  refusal: Refusal | null;
}

/** Acts with what became of each. */
export type Tried = readonly { act: MacroAct; step: MacroStep; done: Done }[];

/** Does some acts, each after `check`, by which it may be refused. Throws as `doAct` and `check`, with `throw`. */
export class MacroActAttempt {
  constructor(
    private readonly turn: MacroTurn,
    private readonly onRefusal: OnRefusal,
    private readonly check: (act: MacroAct) => void,
  ) {}

  async one(act: MacroAct): Promise<Tried> {
    return [triedOf(act, await this.attempt([act], () => doAct(this.turn, act)))];
  }

  /**
   * A case goes to a team and to an agent of it at once, with a type of that team. Where that is refused, one act after the other is left
   * out, to say which of them stands in the way of the others.
   */
  async together(acts: readonly MacroAct[]): Promise<Tried> {
    const all = await this.attemptUpdate(acts);
    if (!all.refusal) return sharedOut(acts, all);
    for (const left of acts.toReversed()) {
      const others = acts.filter((act) => act !== left);
      const rest = await this.attemptUpdate(others);
      if (!rest.refusal) return [...sharedOut(others, rest), triedOf(left, all)];
    }
    const alone: Tried[number][] = [];
    for (const act of acts) alone.push(...(await this.one(act)));
    return alone;
  }

  private attemptUpdate(acts: readonly MacroAct[]): Promise<Outcome> {
    return this.attempt(acts, async () => {
      await updateBy(this.turn, acts);
      return {};
    });
  }

  private async attempt(acts: readonly MacroAct[], work: () => Promise<Done>): Promise<Outcome> {
    const { result, activities } = await withActivities(this.turn, () =>
      this.guarded(this.turn.tx, () => {
        for (const act of acts) this.check(act);
        return work();
      }),
    );
    return { ...result, activities };
  }

  private async guarded(tx: Tx, work: () => Promise<Done>): Promise<Pick<Outcome, 'done' | 'refusal'>> {
    if (this.onRefusal === 'throw') return { done: await work(), refusal: null };
    await tx.query('savepoint act');
    try {
      return { done: await work(), refusal: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      await tx.query('rollback to savepoint act');
      return { done: {}, refusal: refusalOf(error) };
    }
  }
}

/** Does something to a case, and returns besides what its timeline says of that. Index `timeline_entry_position`. */
export async function withActivities<Result>(
  { tx, caseId }: Pick<MacroTurn, 'tx' | 'caseId'>,
  work: () => Promise<Result>,
): Promise<{ result: Result; activities: Activity[] }> {
  const [head] = await tx.query<{ at: number }>(`select last_position as at from cases where id = $1`, [caseId]);
  const result = await work();
  const written = await tx.query<{ data: Activity }>(
    `select data - 'macro' as data from timeline_entry where case_id = $1 and kind = 'activity' and position > $2 order by position`,
    [caseId, head?.at ?? 0],
  );
  return { result, activities: written.map(({ data }) => data) };
}

/** Each with the activities that are its own; the first one has the rest. */
function sharedOut(acts: readonly MacroAct[], outcome: Outcome): Tried {
  const ownerOf = ({ type }: Activity) => acts.find(({ kind }) => OWN[kind] === type) ?? acts[0];
  return acts.map((act) => {
    const activities = outcome.activities.filter((activity) => ownerOf(activity) === act);
    return triedOf(act, { ...outcome, activities });
  });
}

/** By which activity acts that are done together are told apart; null: they are never done so. */
const OWN: Record<MacroActKind, Activity['type'] | null> = {
  assign: 'assigned',
  'case-type': 'case-type',
  team: 'team',
  ...{ status: null, snooze: null, priority: null, tags: null, field: null, note: null, reply: null, follow: null },
};

function triedOf(act: MacroAct, { done, activities, refusal }: Outcome): Tried[number] {
  const changes = done.isDone || activities.length > 0;
  return { act, done, step: { state: refusal ? 'refused' : changes ? 'changes' : 'same', activities, refusal } };
}
