import { parameters, scope, type Bind, type Principal } from '@guichet/access';
import { isListedFor, mayChange, type ViewPlace } from '@guichet/cases';
import { MacroAct, type Macro } from '@guichet/contracts';
import type { Macro as StoredMacro, Reader } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { targetsOf } from './targets.queries.js';

interface Row extends ViewPlace {
  id: string;
  version: number;
  name: string;
  acts: unknown[];
  channels: Macro['channels'];
  caseTypeIds: string[];
  ownerName: string;
  teamName: string | null;
}

/** What is done when a macro is applied, and to which cases. */
export type Applied = Pick<StoredMacro, 'name' | 'acts' | 'channels' | 'caseTypeIds'>;

async function macrosWhere(reader: Reader, who: Principal, condition: (bind: Bind) => string): Promise<Macro[]> {
  scope(who, 'case.read');
  const { values, bind } = parameters();
  const rows = await reader.query<Row>(
    `select v.id, v.version, v.name, v.acts, v.channels, v.case_type_ids as "caseTypeIds", v.owner_id as "ownerId", v.is_shared as "isShared",
       v.team_id as "teamId", owner.name as "ownerName", team.name as "teamName"
     from macro v join agent owner on owner.id = v.owner_id left join team on team.id = v.team_id
     where v.deleted_at is null and ${condition(bind)}
     order by v.is_shared, v.team_id is null, v.name collate "fr-x-icu", v.id`,
    values,
  );
  // One that this version does not know takes none of the others with it.
  const macros = rows.flatMap((row) => {
    const { data: acts } = MacroAct.array().safeParse(row.acts);
    return acts ? [{ ...row, acts }] : [];
  });
  const targetOf = await targetsOf(
    reader,
    who,
    macros.flatMap(({ acts }) => acts),
  );
  return macros.map(({ ownerId, ownerName, teamId, teamName, isShared, ...macro }) => ({
    ...macro,
    targets: macro.acts.map(targetOf),
    scope: !isShared ? 'mine' : teamId === null ? 'everybody' : 'team',
    team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    owner: { id: ownerId, name: ownerName },
    mayChange: mayChange(who, { ownerId, isShared, teamId }),
  }));
}

/** The agent's own macros, then those of their teams, then everybody's, each by name. Indexes `macro_owner`, `macro_shared`. */
export const macros = (reader: Reader, who: Principal): Promise<Macro[]> =>
  macrosWhere(reader, who, (bind) => isListedFor(who, bind));

/** A macro of the agent's list. Throws `not-found`. */
export const listedMacro = (reader: Reader, who: Principal, id: string): Promise<Macro> =>
  oneOf(macrosWhere(reader, who, (bind) => `v.id = ${bind(id)}::uuid and ${isListedFor(who, bind)}`));

/** A macro, whoever sees it. Throws `not-found`. */
export const macroById = (reader: Reader, who: Principal, id: string): Promise<Macro> =>
  oneOf(macrosWhere(reader, who, (bind) => `v.id = ${bind(id)}::uuid`));

/** A macro of the agent's list, as they have seen it. Throws `not-found`, `conflict` (`macro-changed`). */
export async function seenMacro(
  reader: Reader,
  who: Principal,
  { macroId, macroVersion }: { macroId: string; macroVersion: number },
): Promise<Macro> {
  const macro = await listedMacro(reader, who, macroId);
  if (macro.version !== macroVersion) throw conflict('macro-changed');
  return macro;
}

async function oneOf(found: Promise<Macro[]>): Promise<Macro> {
  const [macro] = await found;
  if (!macro) throw new Failure('not-found');
  return macro;
}
