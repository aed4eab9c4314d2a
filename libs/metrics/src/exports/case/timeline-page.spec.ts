import type { Activity, Entry, MessageEntry } from '@guichet/contracts';
import type { ArchivedFile, MissingFile } from './archive-manifest.js';
import { activityDetails } from './activity-details.js';
import { entryFormats, entryHtml } from './entry-html.js';

const common = {
  id: 'e1',
  caseId: 'c1',
  position: 3,
  caseVersion: 1,
  at: '2026-03-02T09:00:00.000Z',
  actor: { kind: 'agent', id: 'a1', name: 'Ana' },
} as const;

const message = (changes: Partial<MessageEntry>): Entry =>
  ({
    ...common,
    kind: 'message',
    direction: 'in',
    channel: 'email',
    from: { type: 'email', value: 'lea@citizen.test', name: 'Léa', verified: false },
    to: [],
    cc: [],
    subject: 'École',
    text: 'Bonjour',
    segments: [{ kind: 'visible', text: 'Bonjour' }],
    delivery: null,
    ...changes,
  }) as MessageEntry;

const html = (
  entry: Entry,
  { files = [], missing = [] }: { files?: ArchivedFile[]; missing?: MissingFile[] } = {},
  language: 'fr' | 'en' = 'fr',
) => entryHtml(entry, { formats: entryFormats(language, 'Europe/Paris'), files, missing });

describe('an entry in the timeline of an archive', () => {
  it('says who wrote what and when, in the time zone of the organisation', () => {
    const text = html(message({}));
    expect(text).toContain('Message reçu · Courriel');
    expect(text).toContain('<dd>Léa &lt;lea@citizen.test&gt;</dd>');
    expect(text).toContain('<time datetime="2026-03-02T09:00:00.000Z">2 mars 2026 à 10\u00a0h</time>');
    expect(html(message({}), {}, 'en')).toContain('2 March 2026 at 10:00');
  });

  it('names those who got a hidden copy, and has no line for them where there are none', () => {
    const bcc: MessageEntry['bcc'] = [{ type: 'email', value: 'maire@elus.test', name: 'Le maire', verified: false }];
    expect(html(message({ bcc }))).toContain('<dt>Copie cachée à</dt><dd>Le maire &lt;maire@elus.test&gt;</dd>');
    expect(html(message({ bcc }), {}, 'en')).toContain('<dt>Bcc</dt><dd>Le maire');
    expect(html(message({}))).not.toContain('Copie cachée');
  });

  it('shows a foreign text as text, and what was quoted apart from it', () => {
    const segments: MessageEntry['segments'] = [
      { kind: 'visible', text: '<img src=x onerror=alert(1)>' },
      { kind: 'quoted', text: '> avant' },
    ];
    const text = html(message({ segments }));
    expect(text).toContain('<div class="text visible">&lt;img src=x onerror=alert(1)&gt;</div>');
    expect(text).toContain('<div class="text quoted">&gt; avant</div>');
  });

  it('holds the secure page to which a reply leads, behind what was sent', () => {
    const provenance = { page: 'Il manque <le> livret.' } as MessageEntry['provenance'];
    const text = html(message({ direction: 'out', provenance }));
    expect(text.indexOf('Bonjour')).toBeLessThan(text.indexOf('Il manque &lt;le&gt; livret.'));
    expect(text).toContain('<div class="label">Réponse complète, sur sa page sécurisée</div>');
    expect(html(message({ direction: 'out' }))).not.toContain('page sécurisée');
  });

  it('leads to the original where there is no plain text, and warns of a content that is another one', () => {
    const file = {
      path: 'attachments/001-a #1".pdf',
      entryId: 'e1',
      name: 'a.pdf',
      size: 1500,
      sha256: 'f'.repeat(64),
    };
    const text = html(message({ text: '', segments: [] }), { files: [{ ...file, storedSha256: '0'.repeat(64) }] });
    expect(text).toContain('Ce message ne contient pas de texte brut');
    expect(text).toContain('href="attachments/001-a%20%231%22.pdf"');
    expect(text).toContain('ne correspond plus à l’empreinte');
  });

  it('leads to no file that a browser would run', () => {
    const file = (name: string): ArchivedFile => ({ path: `attachments/${name}`, entryId: 'e1', name, size: 1, sha256: 'f'.repeat(64) }); // prettier-ignore
    const text = html(message({}), { files: [file('001-a.html'), file('002-b.SVG'), file('003-c.pdf')] });
    expect(text.match(/href="[^"]*"/g)).toEqual(['href="attachments/003-c.pdf"']);
    expect(text).toContain('<b>001-a.html</b>');
  });

  it('says what is missing and why', () => {
    const missing: MissingFile[] = [{ kind: 'original', entryId: 'e1', name: null, reason: 'purged' }];
    expect(html(message({}), { missing }, 'en')).toContain(
      'Original message – not included: the file is no longer stored',
    );
  });

  it.each<[Activity, string]>([
    [{ type: 'status', from: 'open', to: 'closed', snoozeUntil: null }, 'Ouvert → Clos'],
    [{ type: 'assigned', from: null, to: 'Ana', toId: 'a1' }, 'Ana'],
    [{ type: 'assigned', from: 'Ana', to: null, toId: null }, 'Ana → aucun'],
    [{ type: 'team', from: 'Voirie', to: 'Accueil', reason: 'Erreur' }, 'Voirie → Accueil · Erreur'],
    [{ type: 'tags', added: ['école'], removed: ['voirie'] }, '+ école, − voirie'],
    [{ type: 'sender-blocked', value: 'x@y.test', reason: 'abusive' }, 'x@y.test'],
    [
      { type: 'side-conversation', sideConversationId: 's', what: 'asked', names: ['Dr Roy'] },
      'message envoyé · Dr Roy',
    ],
    [{ type: 'linked', caseId: null, reference: null }, ''],
    [
      { type: 'linked', caseId: 'c1', reference: 'GCH-2026-000007', kind: 'parent' },
      'fait partie de · GCH-2026-000007',
    ],
  ])('tells of the activity %j by %j', (activity, expected) => {
    expect(activityDetails(activity, 'fr').join(' · ')).toBe(expected);
  });
});
