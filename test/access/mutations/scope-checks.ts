import ts from 'typescript';

/** A place that asks who may see or do something, and what stands there while it is removed. */
export interface ScopeCheck {
  /** Its file without `src` or `dist`, its name and its number among those of the file: the same in a source and in what is built of it. */
  id: string;
  line: number;
  /** The words of the source. */
  what: string;
}

const EVERYTHING = 'globalThis.scopeMutation.everything';

/** A condition that always holds. It still names its values, without which the database refuses the statement. */
const always = (condition: string): string => `('(' + (${condition}) + ' or true)')`;

/** By the name of a function that returns a condition. */
const conditions = ['mayBeAssigned', 'worksInTeam', 'seesWhatIsAssigned', 'reachesTeam', 'reachesCase', 'holdsInTeam'];

/** By the name of a function: what it is replaced by, made of its arguments. */
const functions: Record<string, (args: string[], call: string) => string> = {
  scope: () => EVERYTHING,
  scopeOrNone: () => EVERYTHING,
  allow: () => 'undefined',
  reach: () => `'everywhere'`,
  mayKnow: () => 'true',
  mayWrite: () => 'true',
  opensApi: () => 'true',
  assertInPerson: () => 'undefined',
  assertAnother: () => 'undefined',
  caseFor: ([tx, who, wanted]) => `caseFor(${tx}, globalThis.scopeMutation.everybody(${who}), ${wanted})`,
  anyCaseFor: ([tx, who, wanted]) => `anyCaseFor(${tx}, globalThis.scopeMutation.everybody(${who}), ${wanted})`,
  visibleSectors: (_, call) =>
    `(({ sector, team }) => ({ sector: (id) => ${always('sector(id)')}, team: (id) => ${always('team(id)')} }))(${call})`,
  knownTeamIds: () => 'Promise.resolve({ has: () => true })',
  assertSectorToUse: () => 'Promise.resolve()',
  refuseUnseen: () => 'Promise.resolve()',
  roomsOf: () => `['everybody']`,
  ...Object.fromEntries(conditions.map((name) => [name, (_: string[], call: string) => always(call)])),
};

/** By the name of a method. */
const methods: Record<string, (receiver: string, call: string) => string> = {
  ...Object.fromEntries(
    ['sql', 'sqlTeam', 'sqlAny', 'sqlOpen', 'sqlWhole', 'sqlNamed', 'sqlSomeOf', 'sqlCounted'].map((name) => [
      name,
      (_: string, call: string) => always(call),
    ]),
  ),
  sqlTeams: () => `'(select id from team)'`,
  ...Object.fromEntries(['admits', 'admitsTeam', 'admitsAny', 'isKnown', 'covers'].map((name) => [name, () => 'true'])),
  within: (receiver) => `(${receiver})`,
  narrowedBy: (receiver) => `(${receiver})`,
  rooms: () => `['all-teams']`,
};

/** Properties of a scope. */
const properties: Record<string, string> = { isWhole: 'true', isEmpty: 'false' };

/** What an expression is replaced by; null: it is no check. */
function replacement(node: ts.Node, source: ts.SourceFile): { name: string; by: string } | null {
  if (ts.isCallExpression(node)) {
    const args = node.arguments.map((one) => one.getText(source));
    const { expression: called } = node;
    if (ts.isIdentifier(called) && Object.hasOwn(functions, called.text))
      return { name: called.text, by: functions[called.text]!(args, node.getText(source)) };
    if (!ts.isPropertyAccessExpression(called) || !Object.hasOwn(methods, called.name.text)) return null;
    const name = called.name.text;
    // A scope says a condition of an alias and of what binds its values; a database runs `sql` of something else.
    if (name.startsWith('sql') && !/\bbind\b/.test(args.at(-1) ?? '')) return null;
    return { name, by: methods[name]!(called.expression.getText(source), node.getText(source)) };
  }
  if (ts.isPropertyAccessExpression(node) && Object.hasOwn(properties, node.name.text))
    return { name: node.name.text, by: properties[node.name.text]! };
  return null;
}

/** Files that use such names for something else. */
const isOther = (path: string): boolean =>
  /frame-guard|trusted-proxies|migrations|\/console\/|apps\/(?:console|portal)/.test(path);

/** `libs/access/case-gate` of any path to it. */
const keyOf = (path: string): string =>
  /(?:libs|apps)\/.*$/
    .exec(path)![0]
    .replace(/\/(?:src|dist)\//, '/')
    .replace(/\.[jt]s$/, '');

/** The text with a switch around each check: `globalThis.scopeMutation.is(id)` says which one is removed now. */
export function withSwitches(path: string, text: string): { text: string; checks: ScopeCheck[] } {
  if (isOther(path)) return { text, checks: [] };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const checks: ScopeCheck[] = [];
  const counts = new Map<string, number>();
  const inserted: { at: number; order: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const found = replacement(node, source);
    if (found) {
      const number = (counts.get(found.name) ?? 0) + 1;
      counts.set(found.name, number);
      const id = `${keyOf(path)}:${found.name}:${number}`;
      const [start, end] = [node.getStart(source), node.getEnd()];
      checks.push({ id, line: source.getLineAndCharacterOfPosition(start).line + 1, what: node.getText(source).slice(0, 90).replace(/\s+/g, ' ') }); // prettier-ignore
      const order = checks.length;
      inserted.push({ at: start, order, text: `(globalThis.scopeMutation?.is(${JSON.stringify(id)})?${found.by}:` });
      inserted.push({ at: end, order: -order, text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  inserted.sort((a, b) => a.at - b.at || a.order - b.order);
  let [out, from] = ['', 0];
  for (const one of inserted) [out, from] = [out + text.slice(from, one.at) + one.text, one.at];
  return { text: out + text.slice(from), checks };
}
