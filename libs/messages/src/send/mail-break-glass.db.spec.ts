import { newId } from '@guichet/platform';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { openCase } from '../../../../test/support/open-case.js';
import { breakGlassMail, mailBreakGlass } from './mail-break-glass.js';

let outbox: Outbox;
let sink: MailSink;
beforeEach(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
});
afterEach(() => Promise.all([outbox.close(), sink.close()]));

/** Ana has opened a restricted case, and is told so herself, as nobody else is there. */
async function openedCase(): Promise<{ breakGlassId: string; reference: string }> {
  const { town, ana } = outbox;
  const caseId = await openCase(town, ana, 'Menaces de mort');
  const breakGlassId = newId();
  await town.database.execute(
    `insert into break_glass (id, case_id, agent_id, agent_name, reason, at, until)
     values ($1, $2, $3, 'Bob <b>', 'Police on the phone', '2026-03-02T09:30:00Z', '2026-03-02T10:30:00Z')`,
    [breakGlassId, caseId, ana.id],
  );
  const [row] = await town.database.query<{ reference: string }>(`select reference from cases where id = $1`, [caseId]);
  return { breakGlassId, reference: row!.reference };
}

const context = () => ({
  ...outbox,
  database: outbox.town.database,
  config: { publicUrl: 'https://guichet.example' },
});

describe('a restricted case that somebody has opened', () => {
  it('is told by mail, with nothing that stands in the case', async () => {
    await outbox.connect('email', {
      address: 'mairie@town.test',
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    });
    const { breakGlassId, reference } = await openedCase();
    await mailBreakGlass(context(), { agentId: outbox.ana.id, breakGlassId });
    expect(sink.mails.map(({ envelope }) => envelope.to)).toEqual([[outbox.ana.email]]);
    expect(sink.mails[0]!.headers.get('subject')).toContain(reference);
    expect(sink.mails[0]!.raw).not.toContain('Menaces');
  });

  it('is told without its reference to whoever does not see the cases of its team', async () => {
    await outbox.connect('email', {
      address: 'mairie@town.test',
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    });
    const { breakGlassId, reference } = await openedCase();
    await outbox.town.database.execute(`delete from role_grant where agent_id = $1`, [outbox.ana.id]);
    await mailBreakGlass(context(), { agentId: outbox.ana.id, breakGlassId });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]!.raw).not.toContain(reference);
    expect(sink.mails[0]!.headers.get('subject')).toContain('Un_dossier_restreint');
  });

  it('is told by no mail where none can be sent', async () => {
    const { breakGlassId } = await openedCase();
    await mailBreakGlass(context(), { agentId: outbox.ana.id, breakGlassId });
    expect(sink.mails).toEqual([]);
  });
});

it('the mail says who has opened which case, when, why and for how long', () => {
  const { subject, text, html } = breakGlassMail({
    ...{ language: 'fr', name: 'Ana', organisation: '', timeZone: 'Europe/Paris' },
    ...{ by: 'Bob <b>', reason: 'Police on the phone', reference: 'GCH-2026-000007' },
    link: 'https://guichet.example/emergency-access/1',
    ...{ at: new Date('2026-03-02T09:30:00Z'), until: new Date('2026-03-02T10:30:00Z') },
  });
  expect(subject).toContain('GCH-2026-000007');
  for (const fact of [
    'GCH-2026-000007',
    'Police on the phone',
    'lundi 2 mars 2026',
    '10\u00a0h\u00a030',
    '11\u00a0h\u00a030',
    'https://guichet.example/emergency-access/1',
  ]) {
    expect(text).toContain(fact);
    expect(html).toContain(fact);
  }
  expect(html).not.toContain('<b>');
});
