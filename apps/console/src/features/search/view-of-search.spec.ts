import type { SearchFilter, SearchOperator } from '@guichet/contracts';
import { viewOfSearch } from './view-of-search.js';

const filter = (operator: SearchOperator, value: string, text: string): SearchFilter => ({
  ...{ operator, value, text, isKnown: true },
});
const open = filter('status', 'open', 'statut:ouvert');
const named = {
  teams: [
    { id: 'civil', name: 'État civil' },
    { id: 'roads', name: 'Voirie' },
    { id: 'lights', name: 'Voirie de nuit' },
  ],
  tags: ['Été'],
};
const base = { view: 'all', status: 'any', sort: 'newest' };
const view = (q: string, ...filters: SearchFilter[]) => viewOfSearch(q, filters, named);

describe('a search that is kept as a view', () => {
  it('has any status where none was typed, and else that one alone', () => {
    expect(view('cantine')).toEqual({ ...base, q: 'cantine' });
    expect(view('cantine statut:ouvert menu', open)).toEqual({ ...base, status: 'open', q: 'cantine menu' });
    expect(view('statut:ouvert', open)).toEqual({ ...base, status: 'open' });
  });

  it('is a view of spam where spam was looked for', () => {
    expect(view('loterie status:spam', filter('status', 'spam', 'status:spam'))).toEqual({
      ...{ view: 'spam', status: undefined, sort: 'newest', q: 'loterie' },
    });
  });

  it('has the channel, the team and the tag that were typed as filters', () => {
    const typed = [
      filter('channel', 'sms', 'canal:SMS'),
      filter('team', 'etat civ', 'équipe:"etat civ"'),
      filter('tag', 'ete', 'etiquette:ete'),
    ];
    expect(view('canal:SMS équipe:"etat civ" etiquette:ete acte', ...typed)).toEqual({
      ...{ ...base, channel: 'sms', team: 'civil', tag: 'Été', q: 'acte' },
    });
  });

  it('keeps in its words what is no filter of a view, means several or nothing, or was typed twice', () => {
    for (const [text, operator, value] of [
      ['de:zoe', 'from', 'zoe'],
      ['avant:2026-11-03', 'before', '2026-11-03'],
      ['équipe:voirie', 'team', 'voirie'],
      ['étiquette:hiver', 'tag', 'hiver'],
    ] as const)
      expect(view(`${text} cantine`, filter(operator, value, text))).toEqual({ ...base, q: `${text} cantine` });
    expect(view('statut:x', { ...filter('status', 'x', 'statut:x'), isKnown: false })).toEqual({
      ...base,
      q: 'statut:x',
    });
    const both = 'statut:ouvert statut:clos';
    expect(view(both, open, filter('status', 'closed', 'statut:clos'))).toEqual({ ...base, q: both });
  });

  it('takes nothing from a search that was typed before', () => {
    expect(view('cantine', open)).toEqual({ ...base, q: 'cantine' });
  });
});
