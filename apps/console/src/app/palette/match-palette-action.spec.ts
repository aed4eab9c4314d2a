import appEn from '../../i18n/en/app.json' with { type: 'json' };
import paletteEn from '../../i18n/en/palette.json' with { type: 'json' };
import inboxEn from '../../i18n/en/inbox.json' with { type: 'json' };
import caseEn from '../../i18n/en/case.json' with { type: 'json' };
import viewsEn from '../../i18n/en/views.json' with { type: 'json' };
import appFr from '../../i18n/fr/app.json' with { type: 'json' };
import paletteFr from '../../i18n/fr/palette.json' with { type: 'json' };
import inboxFr from '../../i18n/fr/inbox.json' with { type: 'json' };
import caseFr from '../../i18n/fr/case.json' with { type: 'json' };
import viewsFr from '../../i18n/fr/views.json' with { type: 'json' };
import { actionsFor, searchable } from './match-palette-action.js';

const [mine, filter, close, reopen] = [
  { label: 'My cases', otherWords: 'Mine, assigned to me' },
  { label: 'Filter this list' },
  { label: 'Clore le dossier', otherWords: 'fermer, traité' },
  { label: 'Mine d’or' },
];
const found = (typed: string) => actionsFor([mine, filter, close, reopen], searchable(typed)).map(({ label }) => label);

describe('an action of the palette', () => {
  it('is found by the beginning of a word of its label, with or without accents', () => {
    expect(found('list')).toEqual(['Filter this list']);
    expect(found('ist')).toEqual([]);
    expect(found('dossièr')).toEqual(['Clore le dossier']);
  });

  it('is found by what its screen calls it, and by other words, after those whose label matches', () => {
    expect(found('mine')).toEqual(['Mine d’or', 'My cases']);
    expect(found('traite')).toEqual(['Clore le dossier']);
  });

  it('comes first where it has the word as a whole, and before others where its label begins with it', () => {
    const labels = ['Email signatures', 'Signatures', 'Sign out'].map((label) => ({ label }));
    const junk = { label: 'Spam', otherWords: 'sign as junk' };
    expect(actionsFor([junk, ...labels], 'sign').map(({ label }) => label)).toEqual([
      ...['Sign out', 'Signatures', 'Email signatures', 'Spam'],
    ]);
  });

  it('is found by several words in any order', () => {
    expect(found('list filter')).toEqual(['Filter this list']);
    expect(found('filter mine')).toEqual([]);
  });
});

/** What is offered beside an open case, in its order: what changes the case comes before the list and before the pages. */
function offeredIn({ app, palette, inbox, choose, views }: Texts) {
  const { otherWords } = palette;
  const caseActs = (['reply', 'note', 'close', 'snooze', 'assign', 'tag', 'spam'] as const).map((name) => ({
    label: app.shortcut[name],
    otherWords: otherWords[name],
  }));
  const tabs = (['history', 'surveyResponses', 'reports'] as const).map((name) => ({
    label: palette.dashboard[name],
    otherWords: otherWords[name],
  }));
  return [
    ...caseActs,
    { label: choose.status, otherWords: otherWords.status },
    { label: inbox.empty.clear, otherWords: otherWords.clear },
    { label: palette.renameOrShareView, otherWords: otherWords.renameView },
    { label: palette.closed, otherWords: otherWords.closed },
    { label: inbox.viewLong.spam, otherWords: otherWords.spam },
    { label: inbox.viewLong.snoozed, otherWords: otherWords.snoozed },
    { label: views.snoozedOfEverybody, otherWords: otherWords.snoozedOfEverybody },
    { label: palette.overdue, otherWords: otherWords.overdue },
    { label: app.dashboards.title, otherWords: otherWords.dashboards },
    ...tabs,
  ];
}

interface Texts {
  app: typeof appEn;
  palette: typeof paletteEn;
  inbox: typeof inboxEn;
  choose: typeof caseEn.choose;
  views: typeof viewsEn;
}

describe('what Enter does after a word is typed', () => {
  const english = offeredIn({
    ...{ app: appEn, palette: paletteEn, inbox: inboxEn },
    ...{ choose: caseEn.choose, views: viewsEn },
  });
  const french = offeredIn({
    ...{ app: appFr, palette: paletteFr, inbox: inboxFr },
    ...{ choose: caseFr.choose, views: viewsFr },
  });
  const firstOf = (offered: typeof english, typed: string) => actionsFor(offered, searchable(typed))[0]?.label;

  it.each([
    ['report', 'Reports (dashboards)'],
    ['reports', 'Reports (dashboards)'],
    ['history', 'History (dashboards)'],
    ['overdue', 'Overdue cases'],
    ['survey', 'Survey responses (dashboards)'],
    ['close', 'Close the case'],
    ['closed', 'Show closed cases'],
    ['spam', 'Spam'],
    ['junk', 'Spam, or not spam'],
    ['snooze', 'Snooze'],
    ['snoozed', 'My snoozed cases'],
    ['snoozed everybody', 'Snoozed cases of everybody'],
    ['snoozed cases of', 'Snoozed cases of everybody'],
    ['status', 'Change the status'],
    ['waiting', 'Change the status'],
    ['clear', 'Clear the filters'],
    ['rename', 'Rename or share the view “{{name}}”…'],
    ['note', 'Write a note'],
  ])('in English: %s', (typed, label) => expect(firstOf(english, typed)).toBe(label));

  it.each([
    ['rapport', 'Rapports (tableaux de bord)'],
    ['historique', 'Historique (tableaux de bord)'],
    ['retard', 'Dossiers en retard'],
    ['enquête', 'Enquête de satisfaction (tableaux de bord)'],
    ['clore', 'Clore le dossier'],
    ['fermer', 'Clore le dossier'],
    ['clos', 'Afficher les dossiers clos'],
    ['signaler', 'Indésirable, ou ce n’en est pas un'],
    ['spam', 'Indésirable, ou ce n’en est pas un'],
    ['reporter', 'Reporter'],
    ['reportés', 'Mes dossiers reportés'],
    ['reportés de tous', 'Dossiers reportés de tous'],
    ['statut', 'Changer le statut'],
    ['attente', 'Changer le statut'],
    ['effacer', 'Effacer les filtres'],
    ['renommer', 'Renommer ou partager la vue « {{name}} »…'],
  ])('in French: %s', (typed, label) => expect(firstOf(french, typed)).toBe(label));

  it('never marks a case as spam for a word that pages are called by, also for whoever sees none of them', () => {
    const withoutPages = english.filter(({ label }) => !label.endsWith('(dashboards)') && label !== 'Dashboards');
    expect(firstOf(withoutPages, 'report')).toBeUndefined();
  });

  it('offers all where nothing is typed, and nothing for signs alone', () => {
    expect(actionsFor(english, '')).toEqual(english);
    expect(actionsFor(english, '?')).toEqual([]);
  });
});
