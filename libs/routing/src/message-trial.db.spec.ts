import type { Principal } from '@guichet/access';
import { Rule } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { tryRulesOnMessage } from './message-trial.js';

let town: TestTown;
let ana: Principal;
let desk: string;
let roads: string;
let accountId: string;

beforeAll(async () => {
  town = await TestTown.build();
  desk = await town.team('Accueil');
  roads = await town.team('Voirie');
  ana = await town.agent('Ana', [desk]);
  accountId = (await town.mailbox(desk)).id;
});
afterAll(() => town.close());

const rule = (when: object[], then: object[]): Rule => Rule.parse({ id: newId(), name: 'Frelons', when, then });
const tried = (rules: Rule[], message: object) =>
  tryRulesOnMessage(town.database, ana, { ...{ rules, accountId, subject: '', text: '', sender: null }, ...message });

describe('a message that has not come', () => {
  it('is routed by words, to the team of a rule or to that of its account, and each condition says what it found', async () => {
    const hornets = rule([{ on: 'words', is: ['frelon*'] }], [{ do: 'team', teamId: roads }]);

    const held = await tried([hornets], { text: 'Il y a un nid de Frelons devant l’école.' });
    const missed = await tried([hornets], { text: 'Il y a un nid de poule devant l’école.' });

    expect(held).toMatchObject({ then: { teamId: roads }, teamBy: hornets.id, language: 'fr' });
    expect(held.trace).toMatchObject([{ matched: true, conditions: [{ matched: true }] }]);
    expect(missed).toMatchObject({ then: { teamId: desk }, teamBy: null });
    expect(missed.trace).toMatchObject([{ matched: false }]);
  });

  it('is routed by its subject and its sender, however that is spelled', async () => {
    const fromSchool = rule([{ on: 'sender', is: ['@ecole.test'] }], [{ do: 'team', teamId: roads }]);
    expect(await tried([fromSchool], { text: 'Bonjour', sender: ' Zoe@Ecole.test ' })).toMatchObject({
      then: { teamId: roads },
    });
  });

  it('comes by an account that whoever tries it knows', async () => {
    const { id: hidden } = await town.mailbox(roads);
    await expect(tried([], { accountId: hidden, text: 'Bonjour' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(tried([], { accountId: newId(), text: 'Bonjour' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('opens no case and leaves no event', async () => {
    const count = async () => {
      const [row] = await town.database.query<{ count: number }>(
        `select (select count(*) from cases)::int + (select count(*) from event)::int as count`,
      );
      return row!.count;
    };
    const before = await count();
    await tried([], { text: 'Bonjour' });
    expect(await count()).toBe(before);
  });
});
