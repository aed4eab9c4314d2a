import { MetricQuery } from '@guichet/contracts';
import { ask, askedBy, behindOf, behindWord, historySearch } from './history-search-and-requests.js';

const now = Date.parse('2026-11-25T09:00:00Z');

describe('the address of the history', () => {
  it('says what is not usual, and forgets what it does not know', () => {
    expect(Object.values(historySearch({ period: '30', group: 'hour', compare: 'previous' }))).toEqual(
      Array.from({ length: 14 }, () => undefined),
    );
    expect(historySearch({ period: 'month', from: '2026-01-01', team: 't', split: 'team' })).toMatchObject({
      period: 'month',
      from: undefined,
      team: 't',
      split: 'team',
    });
  });

  it('says in which order the cases behind a number are listed, as far as there is such an order', () => {
    expect(historySearch({ order: 'worst' }).order).toBe('worst');
    expect(historySearch({ order: 'loudest' }).order).toBeUndefined();
  });

  it('says which part of a share is listed, as far as there is such a part', () => {
    expect(historySearch({ within: 'no' }).within).toBe('no');
    expect(historySearch({ within: 'late' }).within).toBeUndefined();
  });

  it('asks for thirty days compared with the thirty before, unless it says something else', () => {
    expect(askedBy({}, 'Europe/Paris', now)).toMatchObject({
      from: '2026-10-27',
      to: '2026-11-25',
      compare: 'days',
      granularity: 'day',
    });
    expect(askedBy({ period: 'month' }, 'Europe/Paris', now)).toMatchObject({ from: '2026-11-01', compare: 'month' });
    expect(askedBy({ period: 'last-month' }, 'Europe/Paris', now)).toMatchObject({
      from: '2026-10-01',
      to: '2026-10-31',
      running: false,
      compare: 'previous',
    });
    expect(askedBy({ period: 'year', compare: 'none' }, 'Europe/Paris', now)).toMatchObject({
      compare: undefined,
      granularity: 'month',
    });
  });

  it('asks for each filter by the name that the server knows', () => {
    const id = '01900000-0000-7000-8000-000000000001';
    const search = { sector: id, team: id, channel: 'sms', caseType: id, agent: id } as const;
    const asked = ask(askedBy(search, 'Europe/Paris', now), 'day');
    expect(MetricQuery.parse(asked)).toMatchObject(search);
  });

  it('names a number and finds it again', () => {
    const point = { groupBy: 'day', key: '2026-11-03', by: 'channel', series: 'sms' } as const;
    expect(behindWord('contacts', point)).toBe('contacts~day~2026-11-03~channel~sms');
    expect(behindOf('contacts~day~2026-11-03~channel~sms')).toEqual({ metric: 'contacts', point });
    const before = { groupBy: 'team', key: 't', from: '2026-09-01', to: '2026-09-30' } as const;
    expect(behindOf(behindWord('closed', before))).toEqual({ metric: 'closed', point: before });
    expect(behindWord('first-response')).toBe('first-response');
    expect(behindOf('first-response').metric).toBe('first-response');
  });
});
