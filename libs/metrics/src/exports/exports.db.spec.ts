import { buffer } from 'node:stream/consumers';
import { actorOf, principalOf, type Principal } from '@guichet/access';
import {
  createCaseField,
  createCaseType,
  createChecklistStep,
  setCaseFields,
  updateCase,
  updateCaseStep,
} from '@guichet/cases';
import { CasesExport, CreateCaseField, MetricCasesExport, MetricsExport, SearchExport } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { MetricsScenario } from '../../../../test/support/metrics-scenario.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { Failure } from '@guichet/platform';
import { hasLibreOffice, LibreOffice, type OpenedCell } from '../../../../test/support/libreoffice.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { casesSheet } from './cases-export.js';
import { csvOf } from './csv-writer.js';
import { metricCasesSheet } from './metric-cases-export.js';
import { metricsSheet, metricsSheets, metricsWorkbook } from './metrics-export.js';
import { searchSheet } from './search-export.js';
import { xlsxOf } from './xlsx-writer.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let mailbox: Intake;
let story: MetricsScenario;

/** Texts that a spreadsheet would run as formulas if an export contained them unescaped. */
const HOSTILE = ['=1+1', '+33 6 12', '-2+3', '@SUM(A1)', '\t=1+1', '\r=1+1', '＝1+1', "=cmd|' /C calc'!A0"];

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('=HYPERLINK("http://evil.test")');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Root', [team], 'supervisor');
  mailbox = await town.mailbox(team);
  await town.database.execute(
    `insert into role (id, name, permissions) values (gen_random_uuid(), 'Exports', '{export.cases}'), (gen_random_uuid(), 'Figures', '{metrics.read}')`,
  );
  story = new MetricsScenario(town, new Date('2026-03-02T09:00:00Z'));
  for (const [n, subject] of [...HOSTILE, 'L’été; "à" l’école\nsuite', 'Déjà vu €'].entries()) {
    const id = await story
      .at(`2026-03-${String(n + 2).padStart(2, '0')}T10:00`)
      .writes(mailbox, `citizen${n}@citizen.test`);
    await town.database.execute(`update cases set subject = $2 where id = $1`, [id, subject]);
    if (n % 2)
      await story.at(`2026-03-${String(n + 2).padStart(2, '0')}T11:30`).answers(ana, { caseId: id, account: mailbox });
  }
  await story.counted();
});
afterAll(() => town.close());

const view = (query: object = {}) => CasesExport.parse({ sort: 'oldest', language: 'fr', ...query });
const cases = (query: object = {}, who = root) =>
  casesSheet(town.database, { who, whoNow: () => Promise.resolve(who), pageSize: 4 }, view(query));
const found = (query: object, who = root) =>
  searchSheet(
    town.database,
    { who, whoNow: () => Promise.resolve(who), pageSize: 2 },
    SearchExport.parse({ language: 'fr', ...query }),
  );
const figuresAsked = (query: object) =>
  MetricsExport.parse({ from: '2026-03-02', to: '2026-03-15', language: 'fr', ...query });
const figures = (query: object, who = root) => metricsSheet(town.database, who, figuresAsked(query));
const workbook = (query: object) => metricsWorkbook(town.database, root, figuresAsked({ format: 'xlsx', ...query }));
const textOf = async (sheet: Parameters<typeof csvOf>[0]) => (await buffer(csvOf(sheet))).toString('utf8');

async function all<Row>(rows: AsyncIterable<Row> | Iterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe('an export', () => {
  it('is a file that spreadsheets of its language read, line by line', async () => {
    const text = await textOf((await cases()) as never);
    const lines = text.split('\r\n');
    expect(text.startsWith('\uFEFFRéférence;Objet;Usager;État;')).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(text).toContain(`;"L’été; ""à"" l’école suite";`);
    expect(text).toContain(';2026-03-02 10:00:00;');
    expect(
      (await textOf((await cases({ language: 'en' })) as never)).startsWith('\uFEFFReference,Subject,Citizen,'),
    ).toBe(true);
  });

  // Threats: A085, R13.
  it('lets no cell become a formula', async () => {
    const text = await textOf((await cases()) as never);
    const cells = text.split(/[;\r\n]+/).map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => /^[=+\-@\t＝]/.test(cell))).toEqual([]);
    for (const subject of HOSTILE) expect(text).toContain(`'${subject.trim()}`);
  });

  it('has a column for each field of the case types, which no label makes a formula', async () => {
    const admin = await town.agent('Admin', [], 'administrator');
    const as = <Result>(work: (tx: Tx) => Promise<Result>) => town.database.write(actorOf(admin), work);
    const types = ['Voirie', 'Eau'].map((name) => as((tx) => createCaseType(tx, admin, { name })));
    const [roads, water] = await Promise.all(types);
    const kinds = [
      [roads!.id, '=Rue', 'text'],
      [roads!.id, 'Surface', 'number'],
      [roads!.id, 'Vu le', 'date'],
      [water!.id, 'Surface', 'yes-no'],
    ] as const;
    for (const [caseTypeId, fr, kind] of kinds) {
      const wanted = CreateCaseField.parse({ kind, label: { fr, en: fr } });
      await as((tx) => createCaseField(tx, admin, { caseTypeId, wanted }));
    }
    const [item] = await all((await cases()).rows);
    const values = { rue: '=1+1', surface: -0.12345, vu_le: '2026-03-02' };
    const changes = Object.entries(values).map(([key, value]) => ({ key, value }));
    await as((tx) => updateCase(tx, admin, { id: item!.id, wanted: { caseTypeId: roads!.id } }));
    await as((tx) => setCaseFields(tx, admin, { caseId: item!.id, changes }));

    const [heading, first, second] = (await textOf((await cases()) as never)).split('\r\n');

    expect(heading).toMatch(/;Surface \(Eau\);'=Rue;Surface \(Voirie\);Vu le$/);
    expect(first).toMatch(/;;'=1\+1;-0,12345;2026-03-02$/);
    expect(second).toMatch(/;;;;$/);
  });

  it('counts the steps of each case and those that are done, where a type has a checklist', async () => {
    const admin = await town.agent('Chief', [], 'administrator');
    const as = <Result>(work: (tx: Tx) => Promise<Result>) => town.database.write(actorOf(admin), work);
    expect((await cases()).columns.map(({ heading }) => heading)).not.toContain('Étapes');
    const { id: caseTypeId } = await as((tx) => createCaseType(tx, admin, { name: 'État civil' }));
    const steps: string[] = [];
    for (const fr of ['Vérifier', 'Répondre']) {
      const wanted = { label: { fr, en: fr }, required: false };
      steps.push((await as((tx) => createChecklistStep(tx, admin, { caseTypeId, wanted }))).id);
    }
    const [item] = await all((await cases()).rows);
    await as((tx) => updateCase(tx, admin, { id: item!.id, wanted: { caseTypeId } }));
    await as((tx) => updateCaseStep(tx, admin, { caseId: item!.id, stepId: steps[0]!, wanted: { done: true } }));

    const { columns, rows } = await cases();
    const exported = await all(rows);
    const cells = (heading: string) =>
      exported.map((row) => columns.find((column) => column.heading === heading)!.of(row));

    expect(cells('Étapes')).toEqual([2, ...Array<null>(exported.length - 1).fill(null)]);
    expect(cells('Étapes effectuées')).toEqual([1, ...Array<null>(exported.length - 1).fill(null)]);
  });

  it('says when the first reply was, and whether that and the closing were in time', async () => {
    const { columns, rows } = await cases();
    const item = (await all(rows)).findLast(({ subject }) => subject === 'Déjà vu €');
    await town.database.execute(
      `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, elapsed_seconds, total_seconds, as_of, ended_at, breached_at)
       select gen_random_uuid(), $1, k.kind, k.start, 'done', '{}', '', $2, now(), 0, 0, now(), now(), k.breached
       from (values ('first-response', 1, null::timestamptz), ('resolution', 1, now()), ('resolution', 4, null)) k(kind, start, breached)`,
      [item!.id, item!.team.id],
    );
    const cells = async (subject: string) => {
      const row = (await all((await cases()).rows)).find((one) => one.subject === subject);
      return ['Première réponse le', 'Première réponse dans les délais', 'Clos dans les délais'].map((heading) =>
        columns.find((column) => column.heading === heading)!.of(row!),
      );
    };

    expect(await cells('Déjà vu €')).toEqual([new Date('2026-03-11T10:30:00Z'), 'oui', 'oui']);
    expect(await cells('=1+1')).toEqual([null, null, null]);
    // The citizen has reopened it, and the time of its second target runs.
    await town.database.execute(
      `update sla_timer set state = 'running', ended_at = null, due_at = now() where case_id = $1 and start_position = 4`,
      [item!.id],
    );
    expect(await cells('Déjà vu €')).toEqual([new Date('2026-03-11T10:30:00Z'), 'oui', null]);
    await town.database.execute(`delete from sla_timer where case_id = $1`, [item!.id]);
  });

  it('has the cases that were opened in some days, by the clocks of the organisation', async () => {
    await town.database.execute(`update cases set opened_at = '2026-03-03T23:30Z' where subject = $1`, [HOSTILE[1]]);
    const opened = async (days: string) =>
      (await all((await cases({ opened: days })).rows)).map(({ subject }) => subject);

    // In Paris, it is half past midnight of the next day.
    expect(await opened('2026-03-04..2026-03-05')).toEqual(
      [HOSTILE[1], HOSTILE[2], HOSTILE[3]].map((one) => one!.trim()),
    );
    expect(await opened('2026-03-03..2026-03-03')).toEqual([]);
    expect(await opened('last-month')).toEqual([]);
  });

  it('has the cases behind a figure with their values, in the order of the list, page after page', async () => {
    const query = MetricCasesExport.parse({ from: '2026-03-02', to: '2026-03-15', language: 'fr' });
    const sheet = await metricCasesSheet(
      town.database,
      { who: root, whoNow: () => Promise.resolve(root), pageSize: 2 },
      { name: 'first-response', query },
    );
    const lines = (await textOf(sheet as never)).trimEnd().split('\r\n');

    expect(sheet.file).toBe('Dossiers – Première réponse 2026-03-02 2026-03-15');
    expect(lines[0]).toMatch(/;Compté le;Première réponse$/);
    // In the time of the organisation.
    expect(lines[1]).toMatch(/;2026-03-\d\d 1[12]:30[^;]*;[^;]*$/);
    expect(lines).toHaveLength(6);
    expect(lines.slice(1).every((line) => /;1:30:00$|;01:30:00$|;5400$/.test(line))).toBe(true);
    await expect(
      metricCasesSheet(
        town.database,
        { who: ana, whoNow: () => Promise.resolve(ana) },
        { name: 'first-response', query },
      ),
    ).rejects.toThrow(new Failure('not-permitted'));
  });

  it('has every case of a view, however many pages that are', async () => {
    const sheet = await cases();
    const rows = await all(sheet.rows);
    expect(rows).toHaveLength(HOSTILE.length + 2);
    expect(await all((await cases({ status: 'closed' })).rows)).toEqual([]);
  });

  it('breaks off before its next page once the right, its reach or the session is gone', async () => {
    const leader = await town.agent('Leader', [await town.team('Leaders')], 'supervisor');
    const begin = async () => {
      const who = (await principalOf(town.database, leader.id))!;
      const whoNow = () => (isSignedIn ? principalOf(town.database, leader.id) : Promise.resolve(null));
      const sheet = await casesSheet(town.database, { who, whoNow, pageSize: 4 }, view());
      return (sheet.rows as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    };
    let isSignedIn = true;
    const endsAfterFirstPage = async (end: () => unknown) => {
      const rows = await begin();
      for (let n = 0; n < 4; n += 1) expect(await rows.next()).toMatchObject({ done: false });
      await end();
      await expect(rows.next()).rejects.toMatchObject({ code: 'not-permitted' });
    };
    const grants = (set: string) =>
      town.database.execute(`update role_grant set ${set} where agent_id = $1`, [leader.id]);

    await endsAfterFirstPage(() => (isSignedIn = false));
    isSignedIn = true;
    await endsAfterFirstPage(() => grants(`reach = 'own-teams'`));
    await grants(`reach = 'all-teams'`);
    await endsAfterFirstPage(() => grants(`role_id = (select id from role where key = 'case-worker')`));
  });

  it('has exactly the cases and figures that one may see and export, and breaks off where that becomes less', async () => {
    const [roads, taxes] = [await town.team('Roads'), await town.team('Taxes')];
    const wanted = story.at('2026-03-20T09:00');
    const opened = new Map<string, string[]>();
    for (const team of [roads, taxes]) {
      const account = await town.mailbox(team);
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) ids.push(await wanted.writes(account, `${team}${n}@citizen.test`));
      opened.set(team, ids);
    }
    await story.counted();
    const { id } = await town.agent('Head of roads', [taxes]);
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach, team_ids)
       select gen_random_uuid(), $1, id, 'teams', array[$2::uuid] from role where key = 'supervisor'`,
      [id, roads],
    );
    const [hidden, named] = opened.get(roads)!;
    const restrict = (caseId: string, to: string) =>
      town.database.execute('update cases set restricted_to = array[$2::uuid] where id = $1', [caseId, to]);
    await restrict(hidden!, root.id);
    await restrict(named!, id);
    const fresh = async () => (await principalOf(town.database, id))!;
    const who = await fresh();

    const rows = await all((await cases({ status: 'any' }, who)).rows);
    expect(rows.map((row) => row.id).sort()).toEqual(
      opened
        .get(roads)!
        .filter((one) => one !== hidden)
        .sort(),
    );
    expect(await all((await cases({ team: taxes }, who)).rows)).toEqual([]);
    const { rows: points } = await figures({ metrics: 'opened', groupBy: 'team', to: '2026-03-31' }, who);
    expect((points as { key: string; count: number }[]).filter(({ count }) => count > 0)).toMatchObject([
      { key: null, rows: 'whole', count: 6 },
      { key: roads, count: 6 },
    ]);

    const sheet = await casesSheet(town.database, { who, whoNow: fresh, pageSize: 2 }, view());
    const going = (sheet.rows as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    for (let n = 0; n < 2; n += 1) expect(await going.next()).toMatchObject({ done: false });
    await town.database.execute(
      `update role_grant set team_ids = array[$2::uuid] where agent_id = $1 and reach = 'teams'`,
      [id, taxes],
    );
    await expect(going.next()).rejects.toMatchObject({ code: 'not-permitted' });
  });

  // Threats: A024.
  it('has nothing that one may export and not read', async () => {
    const [own, other] = [await town.team('Own'), await town.team('Other')];
    const { id } = await town.agent('Clerk', [own]);
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach) select gen_random_uuid(), $1, id, 'all-teams' from role where name = 'Exports'`,
      [id],
    );
    const clerk = (await principalOf(town.database, id))!;
    const [seen] = [await story.at('2026-03-21T09:00').writes(await town.mailbox(own), 'own@citizen.test')];
    await story.at('2026-03-21T09:05').writes(await town.mailbox(other), 'other@citizen.test');
    expect((await all((await cases({ status: 'any' }, clerk)).rows)).map((row) => row.id)).toEqual([seen]);
    const idsFoundBy = async (q: string, who: Principal) =>
      (await all((await found({ q }, who)).rows)).map((row) => row.id);
    expect(await idsFoundBy('from:own@citizen.test', clerk)).toEqual([seen]);
    expect(await idsFoundBy('from:other@citizen.test', clerk)).toEqual([]);
    expect(await idsFoundBy('from:other@citizen.test', root)).toHaveLength(1);
  });

  it('is refused to whoever may read some teams and export others, and is no empty file', async () => {
    const [read, exported] = [await town.team('Read'), await town.team('Exported')];
    const { id } = await town.agent('Clerk', [read]);
    await town.database.execute(
      `insert into role_grant (id, agent_id, role_id, reach, team_ids)
       select gen_random_uuid(), $1, id, case name when 'Exports' then 'teams' else 'own-teams' end, case name when 'Exports' then array[$2::uuid] else '{}' end
       from role where name in ('Exports', 'Figures')`,
      [id, exported],
    );
    const ends = async () => {
      const who = (await principalOf(town.database, id))!;
      const endOf = (sheet: Promise<{ name: string }>) =>
        sheet.then(
          ({ name }) => name,
          (error: { code?: string }) => error.code,
        );
      return [await endOf(cases({}, who)), await endOf(figures({ metrics: 'contacts' }, who))];
    };
    const exportsBy = (reach: string) =>
      town.database.execute(
        `update role_grant g set reach = $2, team_ids = '{}' from role r where r.id = g.role_id and r.name = 'Exports' and g.agent_id = $1`,
        [id, reach],
      );
    expect(await ends()).toEqual(['not-permitted', 'not-permitted']);
    // Figures are those of teams: whoever may export what is assigned to them has cases alone.
    await exportsBy('assigned-cases');
    expect(await ends()).toEqual(['Dossiers', 'not-permitted']);
    await exportsBy('own-teams');
    expect(await ends()).toEqual(['Dossiers', 'Chiffres']);
  });

  it('of a search has the columns of a list, and the order in which it is found, over all pages', async () => {
    const [list, sheet] = [await cases(), await found({ q: 'from:citizen' })];
    const rows = await all(sheet.rows);

    expect(sheet.columns.map(({ heading }) => heading)).toEqual(list.columns.map(({ heading }) => heading));
    expect(rows.length).toBeGreaterThan(2);
    const times = rows.map((row) => row.lastEntryAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('is not for agents, and fails before it begins where it is asked for nonsense', async () => {
    await expect(cases({}, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(found({ q: 'citizen' }, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(figures({ metrics: 'contacts' }, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(figures({ metrics: 'contacts,nonsense' })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(cases({ status: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('tells lengths of time as spreadsheets read them', async () => {
    const columns = [{ heading: 'Time', type: 'duration', of: (seconds: number) => seconds }];
    const text = await textOf({
      name: '',
      file: '',
      columns,
      rows: [0, 59, 21_576, 400_000],
      language: 'en',
      zone: 'UTC',
    } as never);
    expect(text.split('\r\n').slice(1, -1)).toEqual(['0:00:00', '0:00:59', '5:59:36', '111:06:40']);
  });

  it('tells figures with their names', async () => {
    const text = await textOf(
      (await figures({ metrics: 'contacts,on-time,first-response', groupBy: 'channel', by: 'team' })) as never,
    );
    expect(text).toContain(`Contacts;Détail;2026-03-02;2026-03-15;Courriel;"'=HYPERLINK(""http://evil.test"")";10;;10`);
    const daily = await textOf((await figures({ metrics: 'contacts', groupBy: 'day', language: 'en' })) as never);
    expect(daily.split('\r\n')[4]).toBe('Contacts,Detail,2026-03-02,2026-03-15,2026-03-03,,1,,1');
  });

  it('tells first what the screen shows of the period and of the one before, under the same names', async () => {
    const query = { metrics: 'first-response', groupBy: 'day', by: 'channel', compare: 'previous', language: 'en' };
    const lines = (await textOf((await figures({ ...query, from: '2026-03-09' })) as never)).split('\r\n');
    expect(lines[0]).toBe('\uFEFFMetric,Rows,From,To,Day,Channel,Value,90% within,Base');
    const [whole, before, email, emailBefore, ...parts] = lines.slice(1, -1).map((line) => line.split(','));
    expect(whole!.slice(0, 6)).toEqual(['First reply', 'Whole period', '2026-03-09', '2026-03-15', '', '']);
    expect(before!.slice(0, 6)).toEqual(['First reply', 'Compared period', '2026-03-02', '2026-03-08', '', '']);
    expect(email!.slice(1, 6)).toEqual(['Whole period', '2026-03-09', '2026-03-15', '', 'Email']);
    expect(emailBefore!.slice(1, 6)).toEqual(['Compared period', '2026-03-02', '2026-03-08', '', 'Email']);
    // All of it came by mail, so that its figures are those of the whole period.
    expect(email!.slice(6)).toEqual(whole!.slice(6));
    expect(emailBefore!.slice(6)).toEqual(before!.slice(6));
    expect(Number(whole![8]) + Number(before![8])).toBe(5);
    expect(new Set(parts.map(([, rows]) => rows))).toEqual(new Set(['Detail']));
  });

  it('tells of each channel what the screen shows of it, where days are asked for', async () => {
    const query = { metrics: 'contacts', groupBy: 'day', compare: 'previous', from: '2026-03-09', language: 'en' };
    const lines = (await textOf((await figures(query)) as never)).split('\r\n');

    expect(lines[0]).toBe('\uFEFFMetric,Rows,From,To,Day,Channel,Value,90% within,Base');
    expect(lines.slice(1, 5)).toEqual([
      'Contacts,Whole period,2026-03-09,2026-03-15,,,3,,3',
      'Contacts,Compared period,2026-03-02,2026-03-08,,,7,,7',
      'Contacts,Whole period,2026-03-09,2026-03-15,,Email,3,,3',
      'Contacts,Compared period,2026-03-02,2026-03-08,,Email,7,,7',
    ]);
    // Whoever asks for one channel reads the same twice otherwise.
    const ofOne = (await textOf((await figures({ ...query, channel: 'email' })) as never)).split('\r\n');
    expect(ofOne[0]).not.toContain('Channel');
  });

  it('are one table in the format that holds one, and the sheets of a workbook in the other', async () => {
    const query = { metrics: 'contacts', groupBy: 'day' };
    const namesIn = async (format: string) =>
      (await metricsSheets(town.database, root, figuresAsked({ ...query, format }))).map(({ name }) => name);
    expect(await namesIn('csv')).toEqual([(await figures(query)).name]);
    expect(await namesIn('xlsx')).toEqual(['Période', 'Par jour']);
  });

  it('as a workbook begins with the figures of the period beside those before, and goes on with the days', async () => {
    const query = { metrics: 'contacts,template-share,first-response', groupBy: 'day', compare: 'previous' };
    const [period, days, ...others] = await workbook({ ...query, from: '2026-03-09' });
    const cellsOf = ({ columns, rows }: (typeof others)[number]) =>
      [...(rows as Iterable<never>)].map((row) => columns.map((column) => column.of(row)));

    expect([period!.name, days!.name, others]).toEqual(['Période', 'Par jour', []]);
    expect(period!.columns.map(({ heading }) => heading)).toEqual(
      'Indicateur;Canal;Valeur;Unité;Période de comparaison;Évolution;90 % en moins de;Effectif;Du;Au;Comparé du;Comparé au'.split(
        ';',
      ),
    );
    const days9To15 = ['2026-03-09', '2026-03-15', '2026-03-02', '2026-03-08'];
    const cells = cellsOf(period!);
    expect(cells.slice(0, 2)).toEqual([
      ['Contacts', 'Total', 3, 'nombre', 7, -4 / 7, null, 3, ...days9To15],
      ['Contacts', 'Courriel', 3, 'nombre', 7, -4 / 7, null, 3, ...days9To15],
    ]);
    const of = (metric: string) => cells.filter(([name]) => name === metric).map((row) => row.slice(1, 6));
    expect(of('Réponses issues d’un modèle')[0]).toEqual(['Total', 0, 'part (%)', 0, 0]);
    // All were replied to after as long: no part of the difference is more than the classes of a median.
    expect(of('Première réponse')[0]!.at(-1)).toBe('à peu près stable');
    expect(days!.columns.map(({ heading }) => heading)).toEqual(
      'Indicateur;Jour;Valeur;Unité;90 % en moins de;Effectif'.split(';'),
    );
    expect(cellsOf(days!)).toHaveLength(3 * 7);
    expect(cellsOf(days!)[0]).toEqual(['Contacts', '2026-03-09', 1, 'nombre', null, 1]);
  });

  it('as a workbook of teams has one sheet, as their figures are those of the period', async () => {
    const sheets = await workbook({ metrics: 'contacts', groupBy: 'team', compare: 'previous', from: '2026-03-09' });

    expect(sheets.map(({ name }) => name)).toEqual(['Période']);
    const { columns, rows } = sheets[0]!;
    const cells = [...(rows as Iterable<never>)].map((row) => columns.slice(0, 6).map((column) => column.of(row)));
    expect(cells).toEqual(
      ['Total', '=HYPERLINK("http://evil.test")'].map((team) => ['Contacts', team, 3, 'nombre', 7, -4 / 7]),
    );
  });
});

const columnOf = (rows: OpenedCell[][], heading: string): OpenedCell[] => {
  const n = rows[0]!.findIndex(({ value }) => value === heading);
  return rows.slice(1).map((row) => row[n]!);
};

(hasLibreOffice() ? describe : describe.skip)('opened in LibreOffice, an export', () => {
  let office: LibreOffice;
  beforeAll(async () => {
    office = await LibreOffice.open();
  });
  afterAll(() => office?.close());

  it('as a workbook has text, numbers, times and days, and its accents', async () => {
    const rows = await office.rowsOf('Dossiers.xlsx', await buffer(xlsxOf(await cases())));
    expect(rows.flat().filter(({ formula }) => formula !== null)).toEqual([]);
    expect(columnOf(rows, 'Objet').every(({ type }) => type === 'string')).toBe(true);
    expect(columnOf(rows, 'Objet').map(({ value }) => value)).toEqual(
      expect.arrayContaining(['=1+1', '+33 6 12', '-2+3', '@SUM(A1)', 'Déjà vu €']),
    );
    expect(columnOf(rows, 'Ouvert le')[0]).toMatchObject({
      type: 'date',
      value: expect.stringMatching(/^2026-03-02T10:00:00/),
    });
    const query = { metrics: 'contacts,first-response,template-share', groupBy: 'day', compare: 'previous' };
    const [period, days] = await office.sheetsOf(
      'Chiffres.xlsx',
      await buffer(xlsxOf(...(await workbook({ ...query, from: '2026-03-09' })))),
    );
    expect([period!.name, days!.name]).toEqual(['Période', 'Par jour']);
    expect(columnOf(period!.rows, 'Évolution')[0]).toMatchObject({ type: 'percentage' });
    expect(columnOf(period!.rows, 'Comparé du')[0]).toMatchObject({ type: 'date', value: '2026-03-02' });
    expect(columnOf(days!.rows, 'Jour')[1]).toMatchObject({ type: 'date', value: '2026-03-10' });
    expect(columnOf(days!.rows, 'Valeur')[1]).toMatchObject({ type: 'float', value: '1' });
    for (const { rows: all } of [period!, days!])
      for (const type of ['time', 'percentage'])
        expect(columnOf(all, 'Valeur').filter((cell) => cell.type === type).length).toBeGreaterThan(0);
  });

  it('as a workbook of any length opens whole, with what no cell may hold left out', async () => {
    const odd = ['<b>&"\'', 'a\u0000b\ud800', '_x0041_', 'x'.repeat(40_000), '👩‍🚒', ' spaces '];
    const rows = function* () {
      for (let n = 0; n < 30_000; n += 1) yield n;
    };
    const columns = [
      { heading: 'N', type: 'integer', of: (n: number) => n },
      { heading: 'T', type: 'text', of: (n: number) => odd[n] ?? `ligne ${n}` },
    ] as const;
    const opened = await office.rowsOf(
      'long.xlsx',
      await buffer(xlsxOf({ name: 'Long', file: 'Long', columns, rows: rows(), language: 'fr', zone: 'UTC' })),
    );
    expect(opened).toHaveLength(30_001);
    expect(
      opened
        .at(-1)!
        .slice(0, 2)
        .map(({ value }) => value),
    ).toEqual(['29999', 'ligne 29999']);
    expect(
      columnOf(opened, 'T')
        .slice(0, 3)
        .map(({ value }) => value),
    ).toEqual(['<b>&"\'', 'ab\uFFFD', '_x0041_']);
    expect(columnOf(opened, 'T')[3]!.value).toHaveLength(32_767);
  });

  it('as CSV keeps text as text, and has dates and decimals of its language', async () => {
    for (const language of ['fr', 'en'] as const) {
      const rows = await office.rowsOf('cases.csv', await buffer(csvOf(await cases({ language }))), language);
      expect(rows.flat().filter(({ formula }) => formula !== null)).toEqual([]);
      expect(columnOf(rows, language === 'fr' ? 'Objet' : 'Subject').filter(({ type }) => type !== 'string')).toEqual(
        [],
      );
      expect(columnOf(rows, language === 'fr' ? 'Ouvert le' : 'Opened')[0]).toMatchObject({
        type: 'date',
        value: '2026-03-02T10:00:00',
      });
      const query = { metrics: 'contacts-per-case,template-share,replies', groupBy: 'week', language };
      const more = await office.rowsOf('figures.csv', await buffer(csvOf(await figures(query))), language);
      const values = columnOf(more, language === 'fr' ? 'Valeur' : 'Value').filter(({ type }) => type !== null);
      expect(values.every(({ type }) => type === 'float')).toBe(true);
    }
  });
});
