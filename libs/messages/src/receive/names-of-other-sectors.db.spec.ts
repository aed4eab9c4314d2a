import type { Principal } from '@guichet/access';
import { nameSender, openCase, renamePerson, setCitizen, splitCase } from '@guichet/cases';
import { CreateCase, SetCitizen } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openTextsAndMails, type TextsAndMails } from '../../../../test/support/texts-and-mails.js';

let desk: TextsAndMails;
let social: string;
/** In the teams of both sectors, and in that of the social one alone. */
let both: Principal;
let elsa: Principal;
let used = 0;

beforeAll(async () => {
  desk = await openTextsAndMails();
  const { town, team } = desk.outbox;
  const sector = newId();
  social = await town.team('Action sociale');
  await town.database.execute(`insert into sector (id, name, position) values ($1, 'Action sociale', 1)`, [sector]);
  await town.database.execute(`update team set sector_id = $2 where id = $1`, [social, sector]);
  both = await town.agent('Béatrice', [team, social]);
  elsa = await town.agent('Elsa', [social]);
});
afterAll(() => desk?.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  desk.outbox.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const citizenOf = async (caseId: string) => (await desk.outbox.caseOf(caseId)).citizen!;
/** A case of the social sector, in which a person is called by another name than elsewhere. */
const calledInSocial = async (citizenId: string, name: string) => {
  const caseId = await as(elsa, (tx) => openCase(tx, elsa, CreateCase.parse({ subject: 'Foyer', teamId: social })));
  await desk.outbox.town.database.execute(`update cases set citizen_id = $2, citizen_name = 'X' where id = $1`, [
    ...[caseId, citizenId],
  ]);
  await as(elsa, (tx) => renamePerson(tx, elsa, { id: citizenId, name }));
};
/** A message by a number that Camille and Basile use, in Basile's case: both have another name in the social sector. */
const writtenByOneOfTwo = async () => {
  const { outbox, texts, called, texted } = desk;
  const number = `+3363997${String((used += 1)).padStart(4, '0')}`;
  const ofCamille = await called({ citizenName: 'Camille Kermarec', address: number });
  const ofBasile = await called({ citizenName: 'Basile Le Goff', address: number });
  await outbox.answer(ofBasile, { channelAccountId: texts.id, to: number, text: 'Votre dossier avance.' });
  await texted(number, { body: 'Et ma demande ?' });
  const [camille, basile] = [await citizenOf(ofCamille), await citizenOf(ofBasile)];
  await calledInSocial(camille.id, 'Camilla Autre-Nom');
  await calledInSocial(basile.id, 'Basilia Autre-Nom');
  const entryId = (await outbox.timeline(ofBasile)).items.findLast(({ kind }) => kind === 'message')!.id;
  return { number, ofBasile, camille, basile, entryId };
};

// Threats: A018.
describe('what a person is called in another sector, which the agent sees as well', () => {
  it('is not written into a case with who has written one of its messages', async () => {
    const { ofBasile, basile, entryId } = await writtenByOneOfTwo();
    await as(both, (tx) => nameSender(tx, both, { caseId: ofBasile, entryId, citizenId: basile.id }));
    const seen = await desk.outbox.timeline(ofBasile);
    expect(seen.items.find(({ id }) => id === entryId)).toMatchObject({ senderNamed: { citizen: basile } });
    expect(JSON.stringify(seen)).not.toContain('Autre-Nom');
  });

  it('is not that by which a case that is split off calls them, who are called as in their cases here, else by the number', async () => {
    const split = async (wanted: (those: Awaited<ReturnType<typeof writtenByOneOfTwo>>) => string) => {
      const those = await writtenByOneOfTwo();
      const { ofBasile, entryId } = those;
      const { intoId } = await as(both, (tx) =>
        splitCase(tx, both, { fromId: ofBasile, wanted: { entryIds: [entryId], citizenId: wanted(those) } }),
      );
      return { ...those, made: await citizenOf(intoId) };
    };
    const own = await split(({ basile }) => basile.id);
    expect(own.made).toEqual({ id: own.basile.id, name: 'Basile Le Goff' });
    const other = await split(({ camille }) => camille.id);
    expect(other.made).toEqual({ id: other.camille.id, name: 'Camille Kermarec' });
    const known = await as(elsa, (tx) =>
      openCase(tx, elsa, CreateCase.parse({ subject: 'Foyer', teamId: social, citizenName: 'Noé Autre-Nom' })),
    );
    const [noe] = await desk.outbox.town.database.query<{ id: string }>(
      `select citizen_id as id from cases where id = $1`,
      [known],
    );
    const elsewhere = await split(() => noe!.id);
    expect(elsewhere.made).toEqual({ id: noe!.id, name: elsewhere.number });
  });

  it('is not that by which a case calls them that is said to be theirs, or is opened for them', async () => {
    const { ofBasile, camille } = await writtenByOneOfTwo();
    const wanted = SetCitizen.parse({ citizenId: camille.id });
    await as(both, (tx) => setCitizen(tx, both, { caseId: ofBasile, wanted }));
    expect(await citizenOf(ofBasile)).toEqual(camille);
    const { team } = desk.outbox;
    const opened = await as(both, (tx) =>
      openCase(tx, both, CreateCase.parse({ subject: 'Crèche', teamId: team, citizenId: camille.id })),
    );
    expect(await citizenOf(opened)).toEqual(camille);
  });
});
