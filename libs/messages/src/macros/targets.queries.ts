import { visibleSectors, parameters, type Principal } from '@guichet/access';
import type { MacroAct, MacroTarget } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { namedTemplates } from '@guichet/templates';

interface Found {
  id: string;
  name: MacroTarget['name'];
  usable: boolean;
}

const inBoth = (name: string) => `jsonb_build_object('en', ${name}, 'fr', ${name}) as name`;

type IsKnown = (sector: string) => string;

/** SQL: the things of one kind that acts name, by their ids; of what is in a sector, those that the agent knows. */
const NAMED = {
  agent: () => `select id, ${inBoth('name')}, active as usable from agent where id = any($1::uuid[])`,
  team: () => `select id, ${inBoth('name')}, true as usable from team where id = any($1::uuid[])`,
  'case-type': (isKnown: IsKnown) =>
    `select t.id, ${inBoth('t.name')}, t.active as usable from case_type t where t.id = any($1::uuid[]) and ${isKnown('t.sector_id')}`,
  field: (isKnown: IsKnown) => `select f.id, f.label as name, f.archived_at is null and t.active as usable
    from case_field f join case_type t on t.id = f.case_type_id where f.id = any($1::uuid[]) and ${isKnown('t.sector_id')}`,
} as const;
type Kind = keyof typeof NAMED | 'template';

const NONE: MacroTarget = { name: null, gone: false };
const GONE: MacroTarget = { name: null, gone: true };

/** What an act names by its id; undefined: nothing. */
function namedBy(act: MacroAct): { kind: Kind; id: string } | undefined {
  if (act.kind === 'assign') return act.to === 'me' || act.to === 'nobody' ? undefined : { kind: 'agent', id: act.to };
  if (act.kind === 'team') return { kind: 'team', id: act.teamId };
  if (act.kind === 'case-type') return act.caseTypeId === null ? undefined : { kind: 'case-type', id: act.caseTypeId };
  if (act.kind === 'field') return { kind: 'field', id: act.fieldId };
  return act.kind === 'reply' ? { kind: 'template', id: act.templateId } : undefined;
}

function named(
  reader: Reader,
  who: Principal,
  { kind, ids }: { kind: keyof typeof NAMED; ids: string[] },
): Promise<Found[]> {
  const { values, bind } = parameters(ids);
  return reader.query<Found>(NAMED[kind](visibleSectors(who, bind).sector), values);
}

/** Returns what each act names, and whether it is in use: of all acts at once, in one statement for each kind that they name. */
export async function targetsOf(
  reader: Reader,
  who: Principal,
  acts: readonly MacroAct[],
): Promise<(act: MacroAct) => MacroTarget> {
  const all = acts.map(namedBy).filter((one) => one !== undefined);
  const found = new Map<string, Found>();
  for (const [kind, ofKind] of Map.groupBy(all, (one) => one.kind)) {
    const ids = [...new Set(ofKind.map(({ id }) => id))];
    const rows = kind === 'template' ? await namedTemplates(reader, who, ids) : await named(reader, who, { kind, ids });
    for (const row of rows) found.set(row.id, row);
  }
  return (act) => {
    const target = namedBy(act);
    if (!target) return NONE;
    const row = found.get(target.id);
    return row ? { name: row.name, gone: !row.usable } : GONE;
  };
}
