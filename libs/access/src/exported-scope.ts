import type { ExportedPart, Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import type { Principal } from './principal.js';
import { scope, Scope, scopeOrNone } from './scope.js';

/** By what the cases or the figures are read that are exported. */
type Read = Extract<Permission, 'case.read' | 'metrics.read'>;

/** Figures are those of teams: nobody has them for what is assigned to them. */
const readIn = (read: Read, reached: Scope): Scope => (read === 'metrics.read' ? reached.ofTeams : reached);

/**
 * What somebody may export of what they may read by this permission.
 *
 * @throws Failure `not-permitted` where that is nothing: also where they may read some teams, and export others.
 */
export function exportedScope(who: Principal, read: Read): Scope {
  const exported = readIn(read, scope(who, 'export.cases').narrowedBy(scope(who, read)));
  if (exported.isEmpty) throw new Failure('not-permitted');
  return exported;
}

/** How much of what somebody sees by this permission they may export; null: all of it. */
export function exportedPartOf(who: Principal, read: Read): ExportedPart {
  const seen = readIn(read, scopeOrNone(who, read) ?? Scope.none);
  const exported = (scopeOrNone(who, 'export.cases') ?? Scope.none).narrowedBy(seen);
  if (!exported.isEmpty && exported.covers(seen)) return null;
  const { teamIds, assigned } = readIn(read, exported).extent;
  return { teamIds: [...(teamIds ?? [])], assigned };
}
