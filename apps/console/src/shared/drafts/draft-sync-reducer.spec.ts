import { emptyContent, type DraftContent } from './draft-content.js';
import {
  draftState,
  emptyDraft,
  keptDraft,
  reduceDraft,
  saveDelay,
  type DraftEvent,
  type DraftSync,
} from './draft-sync-reducer.js';

const words = (text: string): DraftContent => ({ ...emptyContent, text });
const after = (events: readonly DraftEvent[], from: DraftSync = emptyDraft) => events.reduce(reduceDraft, from);
const edited = (text: string, at = 10): DraftEvent => ({ type: 'edited', content: words(text), at });
const read = (text: string, updatedAt = 0): DraftEvent => ({
  type: 'read',
  server: { content: words(text), updatedAt },
});
/** As it comes out of the mirror when the page is loaded again. */
const mirrored = (text: string, editedAt: number): DraftSync => ({
  ...emptyDraft,
  content: words(text),
  editedAt,
  revision: 1,
});
const nothingThere: DraftEvent = { type: 'read', server: null };

describe('saving a draft', () => {
  it('follows within a second, and is then said to be saved', () => {
    const typed = after([nothingThere, edited('Bonjour')]);
    expect([draftState(typed, true), saveDelay(typed)]).toEqual(['saving', 700]);
    const saved = after([{ type: 'save-started' }, { type: 'saved', revision: 1, content: words('Bonjour') }], typed);
    expect([draftState(saved, true), saveDelay(saved)]).toEqual(['saved', undefined]);
  });

  it('is not over for what was typed while it was on its way', () => {
    const late = after([edited('Bon'), { type: 'save-started' }, edited('Bonjour')]);
    expect(saveDelay(late)).toBeUndefined();
    const saved = reduceDraft(late, { type: 'saved', revision: 1, content: words('Bon') });
    expect([draftState(saved, true), saveDelay(saved)]).toEqual(['saving', 700]);
  });

  it('is tried again, later each time, while the server cannot be reached', () => {
    let sync = after([edited('Bonjour')]);
    const delays = [1, 2, 3, 4, 5].map(() => {
      sync = after([{ type: 'save-started' }, { type: 'save-failed', revision: 1, permanent: false }], sync);
      return saveDelay(sync);
    });
    expect(delays).toEqual([2_000, 5_000, 10_000, 30_000, 30_000]);
    expect(draftState(sync, true)).toBe('unsaved');
  });

  it('is not tried again where the server refuses it, until something is changed', () => {
    const refused = after([edited('Oui'), { type: 'save-failed', revision: 1, permanent: true }]);
    expect([draftState(refused, true), saveDelay(refused)]).toEqual(['refused', undefined]);
    expect(saveDelay(reduceDraft(refused, edited('Oui.')))).toBeDefined();
  });

  it('is said to be outstanding as soon as there is no connection', () =>
    expect(draftState(after([edited('Oui')]), false)).toBe('unsaved'));

  it('of nothing deletes the draft', () => {
    const emptied = after([read('Oui'), edited('  ')]);
    expect(emptied.content).toBeUndefined();
    expect(saveDelay(emptied)).toBe(700);
    expect(draftState(emptied, true)).toBe('none');
  });
});

describe('a draft that is read from the server', () => {
  it('stands where nothing was written here', () =>
    expect(after([read('Bonjour')])).toMatchObject({ content: words('Bonjour'), revision: 0 }));

  it('gives way to words that were written on top of it', () => {
    const sync = after([read('Bonjour'), edited('Bonjour Zoé'), read('Bonjour')]);
    expect(sync).toMatchObject({ content: words('Bonjour Zoé'), other: undefined });
    expect(draftState(sync, true)).toBe('saving');
  });

  it('gives way to newer words, and is offered', () =>
    expect(after([read('Ailleurs', 10)], mirrored('Ici', 20))).toMatchObject({
      content: words('Ici'),
      other: words('Ailleurs'),
    }));

  it('gives way to what is being typed, whatever the clocks say', () =>
    expect(after([edited('Ici', 10), read('Ailleurs', 20)]).content).toEqual(words('Ici')));

  it('stands where it is newer, and the words from here are offered', () => {
    const sync = after([read('Ailleurs', 20)], mirrored('Ici', 10));
    expect(sync).toMatchObject({ content: words('Ailleurs'), other: words('Ici') });
    expect(draftState(sync, true)).toBe('saved');
  });

  it('gives way to words that go on from it, whatever the clocks say: the response to its save was lost', () =>
    expect(after([read('Bonjour', 20)], mirrored('Bonjour Zoé', 10))).toMatchObject({
      content: words('Bonjour Zoé'),
      other: undefined,
    }));

  it('is not put back to what was taken out of it elsewhere', () => {
    const longer = { ...mirrored('Bonjour. Madame X. Merci', 10), base: words('Bonjour. Madame X.') };
    expect(after([read('Bonjour.', 20)], longer)).toMatchObject({
      content: words('Bonjour.'),
      other: words('Bonjour. Madame X. Merci'),
    });
  });

  it('is no other version where both say the same', () => {
    const sync = after([read('Bonjour ', 20)], mirrored('Bonjour', 10));
    expect(sync).toMatchObject({ content: words('Bonjour'), other: undefined });
    expect(draftState(sync, true)).toBe('saved');
  });

  it('gives way to other recipients and to files that are to leave as links, though the words are the same', () => {
    const file = {
      id: 'f',
      name: 'plan.pdf',
      type: 'application/pdf',
      size: 9,
      inline: false,
      state: 'ready' as const,
    };
    const before: DraftContent = { ...words('Oui'), attachments: [file] };
    const envelope = { channelAccountId: 'mail', to: ['zoe@citizen.test'], cc: [], bcc: ['roy@barreau.test'] };
    const server = { type: 'read' as const, server: { content: before, updatedAt: 5 } };
    for (const content of [
      { ...before, envelope },
      { ...before, attachments: [{ ...file, asLink: true }] },
    ]) {
      const sync = after([server, { type: 'edited', content, at: 10 }, server]);
      expect([sync.content, sync.other, draftState(sync, true)]).toEqual([content, undefined, 'saving']);
      expect(after([{ type: 'read', server: { content, updatedAt: 9 } }], after([server])).content).toEqual(content);
      expect(after([server], { ...mirrored('Oui', 10), content }).content).toEqual(content);
      expect(after([server], { ...mirrored('Oui', 4), content }).content).toEqual(before);
    }
  });

  it('is taken whole where nothing was changed here, though the words are the same', () => {
    const standing: DraftContent = { ...words('Oui'), html: '<p>Oui</p>', labels: ['Date'] };
    const from = (content: DraftContent): DraftEvent => ({ type: 'read', server: { content, updatedAt: 5 } });
    for (const change of [
      { html: '<p><b>Oui</b></p>' },
      { language: 'en' as const },
      { template: { templateId: 't', number: 1, blocks: [], language: 'fr' as const, values: { name: 'Zoé' } } },
    ])
      expect(after([from(standing), from({ ...standing, ...change })]).content).toEqual({ ...standing, ...change });
    const note: DraftContent = { ...words('@Zoé'), mode: 'note' };
    const mentioning = { ...note, mentions: [{ id: 'z', label: 'Zoé' }] };
    expect(after([from(note), from(mentioning)]).content).toEqual(mentioning);
    // The server knows no labels: what it keeps of the draft is the same.
    const { labels: _, ...kept } = standing;
    expect(after([from(standing), from(kept)]).content).toEqual(standing);
  });

  it('never takes words away that were not saved', () =>
    expect(after([edited('Bonjour'), nothingThere]).content).toEqual(words('Bonjour')));

  it('is gone here as well, where nothing was changed since', () =>
    expect(after([read('Bonjour'), nothingThere]).content).toBeUndefined());
});

describe('words that come back', () => {
  const back: DraftEvent = { type: 'restored', content: words('Envoyé'), at: 30 };

  it('take the place of those that stand there, which are offered', () =>
    expect(after([edited('Commencé'), back])).toMatchObject({ content: words('Envoyé'), other: words('Commencé') }));
  it('are alone where nothing stands, or only themselves', () => {
    expect(after([back])).toMatchObject({ content: words('Envoyé'), other: undefined });
    expect(after([edited('Envoyé'), { type: 'sending' }, back]).other).toBeUndefined();
  });
});

describe('a version that was not taken', () => {
  const both = after([edited('Ici', 20), read('Ailleurs', 10)]);

  it('can change places with the one that stands', () => {
    const swapped = reduceDraft(both, { type: 'other-taken', at: 30 });
    expect(swapped).toMatchObject({ content: words('Ailleurs'), other: words('Ici') });
    expect(saveDelay(swapped)).toBe(700);
  });

  it('goes when it is not wanted', () => expect(reduceDraft(both, { type: 'other-dismissed' }).other).toBeUndefined());

  it('is the draft once the words in its place are sent, unless they said the same', () => {
    const sent = reduceDraft(both, { type: 'discarded' });
    expect(sent).toMatchObject({ content: words('Ailleurs'), other: undefined });
    expect(draftState(sent, true)).toBe('saving');
    const said = after([edited('Ici, et ailleurs', 30), { type: 'discarded' }], { ...both, other: words('ailleurs') });
    expect([said.content, said.other]).toEqual([undefined, undefined]);
  });

  it('is none where its words are the draft by the time that the page is loaded', () => {
    const kept = { other: words('Bonsoir'), editedAt: 10 };
    expect(reduceDraft(keptDraft({ ...kept, content: null }), read('Bonsoir')).other).toBeUndefined();
    expect(keptDraft({ ...kept, content: words('Bonsoir') }).other).toBeUndefined();
    expect(keptDraft({ ...kept, content: words('Bonjour') }).other?.text).toBe('Bonsoir');
  });

  it('goes once it was sent, and stays where it says more than that', () => {
    const sent = (text: string): DraftEvent => ({ type: 'words-sent', sent: [words(text)] });
    expect(reduceDraft(both, sent('Ailleurs')).other).toBeUndefined();
    expect(reduceDraft(both, sent('Ail')).other).toEqual(words('Ailleurs'));
  });

  it('keeps its words where a second one is not taken either', () => {
    expect(after([read('Plus loin', 10)], both).other).toMatchObject(words('Ailleurs\n\nPlus loin'));
    const back: DraftEvent = { type: 'restored', content: words('Envoyé'), at: 30 };
    expect(reduceDraft(both, back).other).toMatchObject(words('Ailleurs\n\nIci'));
  });
});

it('words that are on their way are not saved, as that would bring them back after their message', () => {
  const typed = after([edited('Envoyé')]);
  expect(saveDelay(typed)).toBeDefined();
  expect(saveDelay(reduceDraft(typed, { type: 'sending' }))).toBeUndefined();
  expect(saveDelay(reduceDraft(reduceDraft(typed, { type: 'sending' }), { type: 'discarded' }))).toBeDefined();
});
