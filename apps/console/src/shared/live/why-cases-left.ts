import { UNDO_HANDOVER_SECONDS, type CaseSummary } from '@guichet/contracts';

/** Why a case went from the screen of somebody who saw it; `unknown` where nothing was heard that says it. */
export type Loss = { why: 'moved' | 'withdrawn' | 'rights' | 'unknown' } | { why: 'given' | 'routed'; team: string };

/** How long after it was heard something is still the reason of what is refused, in milliseconds. */
const COUNTS_FOR = 15_000;

/** How soon one's rights are said to have changed after a case was withdrawn by the same act, in milliseconds. */
const FOLLOWS_WITHIN = 1000;

/** A case that this agent has given away, and until when they can take it back. */
export interface GivenCase {
  item: Pick<CaseSummary, 'id' | 'reference'>;
  until: number;
}

interface Heard {
  loss: Loss;
  at: number;
  given?: GivenCase;
}

/** What the log said last that may take cases from the screen: of one case, or of all. */
const heard = new Map<string, Heard>();
const OF_ALL = '';

/** Notes that a case may have to go from the screen now, and why. That it is gone is no news to whoever has just given it away. */
export function noteLoss(caseId: string, why: 'moved' | 'withdrawn' | 'rights'): void {
  const before = heard.get(caseId);
  const isKnown =
    why !== 'rights' &&
    (before?.loss.why === 'given' || before?.loss.why === 'routed') &&
    Date.now() - before.at < COUNTS_FOR;
  if (!isKnown) heard.set(caseId, { loss: { why }, at: Date.now() });
}

/** Notes that this agent gives a case to a team that they may not see. */
export function noteGiven({ id, reference }: GivenCase['item'], team: string): void {
  const at = Date.now();
  const given = { item: { id, reference }, until: at + UNDO_HANDOVER_SECONDS * 1000 };
  heard.set(id, { loss: { why: 'given', team }, at, given });
}

/** The case as this agent has given it away, while nothing else has happened to it; it cannot be taken back after its time. */
export const givenCase = (caseId: string): GivenCase | undefined => heard.get(caseId)?.given;

/** Notes that a rule has moved a case to another team, by what this agent has filled in. */
export const noteRouted = (caseId: string, team: string) =>
  void heard.set(caseId, { loss: { why: 'routed', team }, at: Date.now() });

/** A case that is seen again is not lost by what was heard before, such as that it moved back. */
export const forgetLoss = (caseId: string) => void heard.delete(caseId);

/** Notes that one's own rights have changed, which may take any case from the screen. */
export const noteLossOfRights = () => noteLoss(OF_ALL, 'rights');

/**
 * Why a case that was seen a moment ago is refused now: what was heard last. What is said of the case itself counts for as much as
 * what is said of all a moment later, which follows from it.
 */
export function reasonOfLoss(caseId: string): Loss {
  const [own, ofAll] = [heard.get(caseId), heard.get(OF_ALL)];
  const at = { own: own?.at ?? 0, ofAll: (ofAll?.at ?? 0) - FOLLOWS_WITHIN };
  const last = at.own >= at.ofAll ? own : ofAll;
  return last && Date.now() - last.at < COUNTS_FOR ? last.loss : { why: 'unknown' };
}

/** Whether something was heard of late that says why this case is not for this agent any more, should it be refused. */
export const mayBeLost = (caseId: string): boolean => reasonOfLoss(caseId).why !== 'unknown';
