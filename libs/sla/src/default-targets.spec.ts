import { ChannelKind, type Duration } from '@guichet/contracts';
import { defaultTargets } from './default-targets.js';
import { targetFor } from './targets.js';

const targets = defaultTargets('complaints').map((target) => ({ ...target, id: target.name }));
const targetOf = (channel: ChannelKind) =>
  targetFor(targets, { teamId: 'team', caseTypeId: null, channel, priority: 'normal' });
const time = (value: number, unit: Duration['unit']): Duration => ({ value, unit });

describe('the targets of a new installation', () => {
  it.each<[ChannelKind, Duration | null, Duration | null]>([
    ['chat', time(1, 'minutes'), null],
    ['sms', time(1, 'hours'), null],
    ['whatsapp', time(1, 'days'), null],
    ['mastodon', time(1, 'days'), null],
    ['email', time(5, 'days'), null],
    ['webhook', time(5, 'days'), null],
    ['post', time(15, 'days'), null],
    ['phone', null, time(1, 'days')],
    ['counter', null, time(5, 'days')],
  ])('give %s its time', (channel, firstResponse, resolution) => {
    expect(targetOf(channel)).toMatchObject({ 'first-response': firstResponse, resolution });
  });

  it.each(ChannelKind.options)('leave %s neither without a target nor with two', (channel) => {
    expect(targets.filter(({ channels }) => channels.includes(channel))).toHaveLength(1);
  });

  it('promise more time for complaints, by whatever channel', () => {
    const complaint = { teamId: 'team', caseTypeId: 'complaints', channel: 'sms', priority: 'normal' } as const;
    expect(targetFor(targets, complaint)).toMatchObject({ 'first-response': time(15, 'days'), channels: [] });
  });
});
