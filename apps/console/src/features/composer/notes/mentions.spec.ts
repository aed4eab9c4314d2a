import { findMentions, insertMention, mentionables, mentionAt, mentionsIn, type Person } from './mentions.js';

const teams = [
  { id: 'schools', name: 'Écoles' },
  { id: 'roads', name: 'Voirie' },
];
const agent = (
  id: string,
  name: string,
  { teamId = 'schools', active = true }: { teamId?: string; active?: boolean } = {},
): Person => ({
  id,
  name,
  active,
  teamIds: [teamId],
});
const agents = [
  agent('ana', 'Ana Martin'),
  agent('anatole', 'Anatole Roy', { teamId: 'roads' }),
  agent('helene', 'Hélène Béranger'),
  agent('diana', 'Diana Petit'),
  agent('jp', 'Jean-Pierre d’Ormesson', { teamId: 'roads' }),
  agent('gone', 'Ana Partie', { active: false }),
];
const people = mentionables(agents, teams);
const found = (typed: string) => findMentions(people, typed).map(({ id }) => id);

describe('colleagues that are offered', () => {
  it('begin with what was typed, and do not contain it somewhere', () =>
    expect(found('ana')).toEqual(['ana', 'anatole']));
  it('are found by any word of their name', () => {
    expect(found('mart')).toEqual(['ana']);
    expect(found('pierre')).toEqual(['jp']);
    expect(found('orm')).toEqual(['jp']);
    expect(found('je orm')).toEqual(['jp']);
    expect(found('martin ana')).toEqual([]);
  });
  it('are found without accents and capitals, and with them', () => {
    expect(found('helene ber')).toEqual(['helene']);
    expect(found('HÉLÈNE')).toEqual(['helene']);
  });
  it('come with the exact name first', () => {
    const two = mentionables([agent('a', 'Ana Marta'), agent('b', 'Ana')], teams);
    expect(findMentions(two, 'ana').map(({ id }) => id)).toEqual(['b', 'a']);
  });
  it('come first where they see the case, however well the names of others fit', () => {
    const sees = (id: string) => id !== 'ana';
    expect(findMentions(people, 'ana', sees).map(({ id }) => id)).toEqual(['anatole', 'ana']);
  });
  it('say their team, and are told apart by it where two have one name', () => {
    expect(people[0]).toMatchObject({ teams: 'Écoles', label: 'Ana Martin' });
    const namesakes = mentionables([agent('a', 'Ana Roy'), agent('b', 'Ana Roy', { teamId: 'roads' })], teams);
    expect(namesakes.map(({ label }) => label)).toEqual(['Ana Roy (Écoles)', 'Ana Roy (Voirie)']);
  });
});

describe('a mention that is being typed', () => {
  it('is what stands between its sign and the caret', () => {
    expect(mentionAt('Vois avec @ana', 14)).toEqual({ from: 10, typed: 'ana' });
    expect(mentionAt('@', 1)).toEqual({ from: 0, typed: '' });
    expect(mentionAt('(@jean-p', 8)).toEqual({ from: 1, typed: 'jean-p' });
  });
  it('is over where the caret stands elsewhere, and is none within an address', () => {
    expect(mentionAt('@ana, merci', 11)).toBeUndefined();
    expect(mentionAt('zoe@citizen', 11)).toBeUndefined();
    expect(mentionAt('Vois avec @ana', 4)).toBeUndefined();
  });
  it('gives way to the colleague, and what stands behind it stays', () =>
    expect(insertMention('Vois @an demain', { from: 5, typed: 'an' }, people[0]!)).toEqual({
      text: 'Vois @Ana Martin demain',
      caret: 17,
    }));
});

describe('whom a note calls', () => {
  const called = (text: string) => mentionsIn(text, { chosen: [], agents, teams });
  it('is whoever is named in full', () => expect(called('@Ana Martin et @Anatole Roy ?')).toEqual(['ana', 'anatole']));
  it('is found without accents and across a line', () => expect(called('Vois @helene\nberanger')).toEqual(['helene']));
  it('is nobody of whom the name is only a beginning, or who has left', () =>
    expect(called('@Ana Martinet, @Ana Partie, a@Ana Martin')).toEqual([]));
  it('is the longer name where one begins the other', () => {
    const two = [agent('short', 'Ana'), agent('long', 'Ana Martin')];
    expect(mentionsIn('@Ana Martin', { chosen: [], agents: two, teams })).toEqual(['long']);
    expect(mentionsIn('@Ana, @Ana Martin', { chosen: [], agents: two, teams })).toEqual(['short', 'long']);
  });
  it('is only the one of two with one name whose team is said', () => {
    const namesakes = [agent('a', 'Ana Roy'), agent('b', 'Ana Roy', { teamId: 'roads' })];
    expect(mentionsIn('@Ana Roy (Voirie)', { chosen: [], agents: namesakes, teams })).toEqual(['b']);
    expect(mentionsIn('@Ana Roy', { chosen: [], agents: namesakes, teams })).toEqual(['a', 'b']);
  });
  it('is whoever was chosen, by whatever name they go when the note is sent', () => {
    const chosen = [{ id: 'ana', label: 'Ana Martin' }];
    const renamed = [agent('ana', 'Ana Durand'), agent('other', 'Ana Martin')];
    expect(mentionsIn('Vois avec @Ana Martin', { chosen, agents: renamed, teams })).toEqual(['ana']);
    expect(mentionsIn('Vois avec @Ana Martinet', { chosen, agents: renamed, teams })).toEqual([]);
  });
  it('is not who was chosen and deleted again', () =>
    expect(mentionsIn('Merci', { chosen: [{ id: 'ana', label: 'Ana Martin' }], agents, teams })).toEqual([]));
});
