import type {
  Agent,
  CaseDetail,
  CaseSummary,
  Change,
  Citizen,
  MessageEntry,
  MoveDone,
  Page,
  Sector,
  Team,
  Timeline,
} from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';
import { MailSink } from '../support/mail-sink.js';

const DESK = 'contact@mairie.test';
const FAMILY = 'famille.martin@citizen.test';
const password = 'another horse battery';
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let socket: Socket;
const changes: Change[] = [];

beforeAll(async () => {
  [product, sink] = [await RunningProduct.start(), await MailSink.open()];
  root = await ApiClient.signIn(product.url);
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      address: DESK,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    },
  });
  socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: root.cookie } });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.on('change', (change: Change) => changes.push(change));
});
afterAll(async () => {
  socket?.disconnect();
  await product?.close();
  await sink?.close();
});

/** Until the live socket has told of it. */
async function pushed(type: Change['type'], matches: (change: Change) => boolean): Promise<Change> {
  for (;;) {
    const change = changes.find((one) => one.type === type && matches(one));
    if (change) return change;
    await new Promise((resolve) => socket.once('change', resolve));
  }
}

/** A mail of a citizen; answers its case. */
async function write(from: string, subject: string, text = subject): Promise<CaseSummary> {
  await product.mail({ from, to: DESK, subject, text });
  await product.processed();
  const { items } = await root.get<Page<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items.find((item) => item.subject === subject)!;
}
const person = (id: string) => root.get<Citizen>(`/citizens/${id}`);
const entries = async (caseId: string) => (await root.get<Timeline>(`/cases/${caseId}/timeline`)).items;
const words = async (caseId: string) =>
  (await entries(caseId)).flatMap((entry) => (entry.kind === 'message' ? [entry.text.trim()] : []));

describe('two people on one mailbox', () => {
  it('are not merged: each has their own name and cases, and an answer goes to whom it is for', async () => {
    const zoe = await write(`Zoé Martin <${FAMILY}>`, 'Inscription de Zoé');
    const paul = await write(`Paul Martin <${FAMILY}>`, 'Carte de Paul');
    const again = await write(`"MARTIN Zoé" <${FAMILY}>`, 'Encore Zoé');
    expect([zoe, paul].map(({ citizen }) => citizen!.name)).toEqual(['Zoé Martin', 'Paul Martin']);
    expect(paul.citizen!.id).not.toBe(zoe.citizen!.id);
    expect(again.citizen!.id).toBe(zoe.citizen!.id);
    expect((await person(zoe.citizen!.id)).cases.map(({ subject }) => subject).sort()).toEqual(['Encore Zoé', 'Inscription de Zoé']); // prettier-ignore
    expect(await person(paul.citizen!.id)).toMatchObject({
      name: 'Paul Martin',
      merges: [],
      handles: [{ value: FAMILY, evidence: 'wrote' }],
      cases: [{ subject: 'Carte de Paul' }],
    });
    const found = await root.get<Page<{ name: string }>>('/citizens?q=paul');
    expect(found.items.map(({ name }) => name)).toEqual(['Paul Martin']);

    const answer = await root.post<MessageEntry>(`/cases/${paul.id}/messages`, { text: 'Elle est prête.' });
    expect(answer.to).toMatchObject([{ value: FAMILY, name: 'Paul Martin' }]);
    const sent = await sink.find(({ envelope }) => envelope.to.includes(FAMILY));
    expect(sent.headers.get('to')).toContain('Paul Martin');
  });

  it('are told apart by an agent, where they gave one name', async () => {
    const item = await write(`Zoé Martin <${FAMILY}>`, 'Signé Paul');
    const changed = await root.patch<CaseDetail>(`/cases/${item.id}/citizen`, { name: 'Paul Martin fils' });
    expect(changed.citizen).toMatchObject({ name: 'Paul Martin fils' });
    expect(changed.citizen!.id).not.toBe(item.citizen!.id);
    await pushed('citizen.changed', ({ data }) => 'citizenId' in data && data.citizenId === changed.citizen!.id);
    await expect(root.patch(`/cases/${item.id}/citizen`, {})).rejects.toMatchObject({ status: 400 });
  });
});

describe('one person at two addresses', () => {
  it('is suggested, merged by an agent, and two again when that was wrong', async () => {
    const home = await write('Lucie Bernard <lucie@home.test>', 'De la maison');
    const work = await write('Lucie BERNARD <lucie@work.test>', 'Du travail', 'Répondez à lucie@home.test');
    const [suggested] = (await person(work.citizen!.id)).duplicates;
    expect(suggested).toMatchObject({ citizen: { id: home.citizen!.id, name: 'Lucie Bernard' } });
    expect(suggested!.reasons.map(({ reason }) => reason).sort()).toEqual(['mentions-address', 'same-name']);

    const merged = await root.post<Citizen>(`/citizens/${work.citizen!.id}/merge`, { intoId: home.citizen!.id, reason: 'Même adresse, même voix' }); // prettier-ignore
    expect(merged).toMatchObject({ id: home.citizen!.id, name: 'Lucie Bernard', duplicates: [] });
    expect(merged.cases).toHaveLength(2);
    await pushed('citizen.changed', ({ data }) => 'citizenId' in data && data.citizenId === home.citizen!.id);
    expect((await root.get<CaseDetail>(`/cases/${work.id}`)).citizen).toEqual({ id: home.citizen!.id, name: 'Lucie Bernard' }); // prettier-ignore
    expect((await entries(work.id)).at(-1)).toMatchObject({ kind: 'activity', activity: { type: 'citizen-merged', other: 'Lucie Bernard' } }); // prettier-ignore
    // Her two mailboxes prove nothing to each other: what she writes from one opens no case of the other.
    expect((await root.get<CaseDetail>(`/cases/${home.id}`)).participants.map(({ value }) => value)).toEqual(['lucie@home.test']); // prettier-ignore

    const [merge] = merged.merges;
    const apart = await root.post<Citizen>(`/citizens/${work.citizen!.id}/unmerge`, { mergeId: merge!.id });
    expect(apart).toMatchObject({ id: work.citizen!.id, cases: [{ id: work.id }], merges: [{ undoneBy: expect.any(String) }] }); // prettier-ignore
    await root.post(`/citizens/${work.citizen!.id}/distinct`, { otherId: home.citizen!.id });
    expect(await person(work.citizen!.id)).toMatchObject({ duplicates: [], distinct: [{ citizen: { id: home.citizen!.id } }] }); // prettier-ignore
    await root.call('DELETE', `/citizens/${work.citizen!.id}/distinct/${home.citizen!.id}`);
    expect(await person(work.citizen!.id)).toMatchObject({ duplicates: [{ citizen: { id: home.citizen!.id } }], distinct: [] }); // prettier-ignore
  });

  it('has an address more once an agent knows it, and less once that was wrong; that of another is refused with their name', async () => {
    const { id: caseId, citizen } = await write('Rémi Fabre <remi@citizen.test>', 'Rémi demande');
    const other = await write('Ondine Fabre <ondine@citizen.test>', 'Ondine demande');
    const added = await root.post<Citizen>(`/citizens/${citizen!.id}/handles`, { address: '06 39 98 12 07', evidence: 'checked', note: 'Facture' }); // prettier-ignore
    expect(added.handles).toContainEqual(expect.objectContaining({ value: '+33639981207', verified: true, history: [expect.objectContaining({ note: 'Facture' })] })); // prettier-ignore
    const refusal = root.post(`/citizens/${citizen!.id}/handles`, { address: 'ondine@citizen.test' });
    await expect(refusal).rejects.toMatchObject({ status: 409, problem: { data: { citizen: { id: other.citizen!.id } } } }); // prettier-ignore
    const phone = added.handles.find(({ value }) => value === '+33639981207')!;
    const left = await root.post<Citizen>(`/citizens/${citizen!.id}/handles/${phone.id}/detach`, { reason: 'Numéro réattribué', caseId }); // prettier-ignore
    expect(left.handles.map(({ value }) => value)).toEqual(['remi@citizen.test']);

    changes.length = 0;
    expect(await root.patch<Citizen>(`/citizens/${citizen!.id}`, { name: 'Rémi Fabre-Roux' })).toMatchObject({ name: 'Rémi Fabre-Roux' }); // prettier-ignore
    await pushed('case.changed', (change) => change.caseId === caseId);
    expect((await entries(caseId)).flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : []))).toEqual([
      { type: 'handle-added', address: '+33639981207', evidence: 'checked' },
      { type: 'handle-detached', address: '+33639981207', reason: 'Numéro réattribué' },
      { type: 'citizen-renamed', from: 'Rémi Fabre', to: 'Rémi Fabre-Roux' },
    ]);
  });

  it('is as hidden as its cases', async () => {
    const { citizen } = await write('Odile Secret <odile@citizen.test>', 'Secret');
    const team = await root.post<Team>('/teams', { name: 'Voirie' });
    await root.post<Agent>('/agents', { email: 'ana@town.test', name: 'Ana', password, teamIds: [team.id] });
    const ana = await ApiClient.signIn(product.url, { email: 'ana@town.test', password });
    const mine = await ana.post<CaseDetail>('/cases', { subject: 'Nid-de-poule', citizenName: 'Guy', address: 'guy@citizen.test' }); // prettier-ignore
    for (const [path, body] of [
      [`/citizens/${citizen!.id}/merge`, { intoId: mine.citizen!.id, reason: 'x' }],
      [`/citizens/${mine.citizen!.id}/merge`, { intoId: citizen!.id, reason: 'x' }],
      [`/citizens/${mine.citizen!.id}/distinct`, { otherId: citizen!.id }],
      [`/citizens/${citizen!.id}/handles`, { address: 'x@y.test' }],
      [`/citizens/${citizen!.id}/unmerge`, { mergeId: citizen!.id }],
      [`/citizens/${citizen!.id}/handles/${citizen!.id}/detach`, { reason: 'x' }],
    ] as const)
      await expect(ana.post(path, body)).rejects.toMatchObject({ status: 404 });
    await expect(ana.patch(`/citizens/${citizen!.id}`, { name: 'x' })).rejects.toMatchObject({ status: 404 });
    await expect(ana.get(`/citizens/${citizen!.id}`)).rejects.toMatchObject({ status: 404 });
  });
});

describe('what was said in one case and belongs to another', () => {
  it('is split off and put back, and open screens are told', async () => {
    const item = await write('Yann Le Goff <yann@citizen.test>', 'Deux questions', 'La cantine ?');
    await root.post(`/cases/${item.id}/notes`, { text: 'Voir la voirie' });
    const note = (await entries(item.id)).find(({ kind }) => kind === 'note')!;
    const { intoId, moveId } = await root.post<MoveDone>(`/cases/${item.id}/split`, { entryIds: [note.id], subject: 'Voirie' }); // prettier-ignore
    await pushed('case.entries-moved', ({ caseId }) => caseId === item.id);
    await pushed('case.opened', ({ caseId }) => caseId === intoId);
    expect(await root.get<CaseDetail>(`/cases/${intoId}`)).toMatchObject({
      subject: 'Voirie',
      preview: 'Voir la voirie',
      citizen: { name: 'Yann Le Goff' },
      moves: [{ id: moveId, how: 'split', direction: 'in', caseId: item.id }],
    });
    changes.length = 0;
    await root.post(`/cases/${intoId}/moves/${moveId}/undo`);
    await pushed('case.entries-moved', ({ caseId }) => caseId === intoId);
    expect((await entries(item.id)).map(({ kind }) => kind)).toEqual(['message', 'note', 'activity', 'activity']);
    await expect(root.post(`/cases/${intoId}/moves/${moveId}/undo`)).rejects.toMatchObject({ status: 409 });
  });

  it('comes together by a merge: an answer to the former case arrives in the one that is left, and goes back with it', async () => {
    const one = await write('Aude Roy <aude@citizen.test>', 'Permis', 'Mon permis');
    const two = await write('Aude Roy <aude@citizen.test>', 'Permis bis', 'Le plan joint');
    await root.post(`/cases/${two.id}/messages`, { text: 'Merci, nous regardons.' });
    const sent = await sink.find(({ envelope }) => envelope.to.includes('aude@citizen.test'));
    const { moveId } = await root.post<MoveDone>(`/cases/${two.id}/merge`, { intoId: one.id });
    expect(await words(one.id)).toEqual(['Mon permis', 'Le plan joint', 'Merci, nous regardons.']);
    expect(await root.get<CaseDetail>(`/cases/${two.id}`)).toMatchObject({ status: 'closed', mergedInto: { caseId: one.id } }); // prettier-ignore

    const [replyTo] = /contact\+r[a-z2-7]{42}@mairie\.test/.exec(sent.headers.get('reply-to')!)!;
    await product.mail({ from: 'aude@citizen.test', to: replyTo, subject: 'Re: Permis bis', text: 'Des nouvelles ?' });
    await product.processed();
    expect((await words(one.id)).at(-1)).toBe('Des nouvelles ?');

    await root.post(`/cases/${one.id}/moves/${moveId}/undo`);
    expect(await words(two.id)).toEqual(['Le plan joint', 'Merci, nous regardons.', 'Des nouvelles ?']);
    expect(await words(one.id)).toEqual(['Mon permis']);
  });

  it('is answered to each of two people under the subject that they know, and not under that of the other', async () => {
    const odile = await write('Odile Garnier <odile.garnier@citizen.test>', 'Dettes de la famille Garnier', 'Bonjour');
    const alex = await write('Alex Morel <alex.morel@citizen.test>', 'Menus de la cantine', 'Bonjour');
    await root.post(`/cases/${alex.id}/merge`, { intoId: odile.id });
    const subjectOfReply = async (to: string, text: string) => {
      await root.post(`/cases/${odile.id}/messages`, { to: [to], text });
      const mail = await sink.find(({ envelope, raw }) => envelope.to.includes(to) && raw.includes(text));
      return mail.headers.get('subject');
    };

    expect(await subjectOfReply('alex.morel@citizen.test', 'Voici les menus.')).toBe('Re: Menus de la cantine');
    expect(await subjectOfReply('odile.garnier@citizen.test', 'Un mois de plus.')).toBe(
      'Re: Dettes de la famille Garnier',
    );
    const sent = await sink.find(({ envelope }) => envelope.to.includes('alex.morel@citizen.test'));
    const [replyTo] = /contact\+r[a-z2-7]{42}@mairie\.test/.exec(sent.headers.get('reply-to')!)!;
    await product.mail({ from: 'alex.morel@citizen.test', to: replyTo, subject: 'Re: Menus de la cantine', text: 'Merci bien.' }); // prettier-ignore
    await product.processed();
    expect((await words(odile.id)).at(-1)).toBe('Merci bien.');
    expect(await subjectOfReply('alex.morel@citizen.test', 'Entendu.')).toBe('Re: Menus de la cantine');
  });
});

describe('the panel of a person', () => {
  it('takes back an address and who is somebody else, by keyboard', async () => {
    const { id: caseId, citizen } = await write('Nora Petit <nora@home.test>', 'Nora rédige');
    const other = await write('Nora PETIT <nora@work.test>', 'Nora du travail');
    await root.post(`/citizens/${citizen!.id}/handles`, { address: '06 39 98 12 08', evidence: 'checked', note: 'Facture vue', caseId }); // prettier-ignore
    await root.post(`/citizens/${citizen!.id}/distinct`, { otherId: other.citizen!.id });
    const browser = await launchChromium();
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${caseId}`);
    const panel = page.getByRole('complementary', { name: 'Case details' });
    await panel.getByText('Facture vue').waitFor();

    await panel.getByRole('button', { name: 'Actions for +33639981208' }).press('Enter');
    await screen.pressInside(page.getByRole('menuitem', { name: 'Not their address…' }));
    await panel.getByRole('textbox', { name: 'How do you know?' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.type('Numéro réattribué');
    await page.keyboard.press('Enter');
    await page.getByText(/Address \+33639981208 removed by you: Numéro réattribué/).waitFor();
    await panel.getByText('Facture vue').waitFor({ state: 'detached' });

    await panel.getByRole('button', { name: 'Undo: Nora PETIT is a different person' }).press('Enter');
    await panel.getByText(/Same name: Nora PETIT/).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
    await browser.close();
  });

  it('says to whoever sees both records that one of another sector was merged, where no case says it, and undoes that', async () => {
    const [one, other] = [await write('Irina Lavr <irina@home.test>', 'Irina écrit'), await write('Iryna Lavr <iryna@work.test>', 'Iryna écrit')]; // prettier-ignore
    const sector = await root.post<Sector>('/sectors', { name: 'Scolarité' });
    const schools = await root.post<Team>('/teams', { name: 'Affaires scolaires', sectorId: sector.id });
    await root.patch(`/cases/${other.id}`, { teamId: schools.id });
    const reason = 'Vue au guichet';
    await root.post(`/citizens/${other.citizen!.id}/merge`, { intoId: one.citizen!.id, reason });
    const browser = await launchChromium();
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    const panel = page.getByRole('complementary', { name: 'Case details' });
    for (const { id } of [one, other]) {
      await page.goto(`${product.url}/inbox/all/${id}`);
      await panel.getByText('One more record, of another team').waitFor();
      expect(await page.getByText(reason).count()).toBe(0);
      // Nobody who works in one of the two sectors alone may read of it.
      const said = (await entries(id)).flatMap((entry) => (entry.kind === 'activity' ? [entry.activity.type] : []));
      expect(said.filter((type) => type.startsWith('citizen-'))).toEqual([]);
    }
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await panel.getByRole('button', { name: 'Undo the merge with a record of another team' }).press('Enter');
    await panel.getByText('One more record, of another team').waitFor({ state: 'detached' });
    expect((await person(other.citizen!.id)).cases.map(({ id }) => id)).toEqual([other.id]);
    expect(screen.errors).toEqual([]);
    await screen.close();
    await browser.close();
  });
});
