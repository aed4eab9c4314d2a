import { emptyContent, type DraftContent } from '../../shared/drafts/draft-content.js';
import {
  begunDrafts,
  initialComposerContent,
  reduceComposerContent,
  type ComposerContentEvent,
  type ComposerContentState,
} from './composer-content-reducer.js';

const words = (text: string, mode: DraftContent['mode'] = 'reply'): DraftContent => ({ ...emptyContent, mode, text });
const mail = { channelAccountId: 'mail', to: 'zoe@citizen.test' };
const sms = { channelAccountId: 'sms', to: '+33639981240' };
const after = (
  events: readonly ComposerContentEvent[],
  from: ComposerContentState = initialComposerContent(undefined),
) => events.reduce(reduceComposerContent, from);

it('the composer is closed at first where no draft was kept, and open without the caret where one was', () => {
  expect(initialComposerContent(undefined)).toMatchObject({ open: false, content: emptyContent });
  expect(initialComposerContent(words('Oui'))).toMatchObject({ open: true, caret: false, content: words('Oui') });
});

it('the composer keeps the reply route once a word is written, though a better one comes', () => {
  const { content } = after([
    { type: 'edited', change: { text: 'O' }, via: mail },
    { type: 'edited', change: { text: 'Oui' }, via: sms },
  ]);
  expect(content).toMatchObject({ text: 'Oui', via: mail });
});

it('the composer keeps no reply route by a choice before anybody writes', () => {
  const { content } = after([
    { type: 'chosen', change: { language: 'en' } },
    { type: 'edited', change: { text: 'Yes' }, via: sms },
  ]);
  expect(content).toMatchObject({ text: 'Yes', language: 'en', via: sms });
});

it('the composer applies each of several changes to the result of the one before', () =>
  expect(
    after([
      { type: 'edited', change: { text: 'Oui' }, via: mail },
      { type: 'edited', change: { html: '<p>Oui</p>' }, via: mail },
    ]).content,
  ).toMatchObject({ text: 'Oui', html: '<p>Oui</p>' }));

describe('reply and note', () => {
  it('each keep their own words', () => {
    const note = after([
      { type: 'edited', change: { text: 'Bonjour' }, via: mail },
      { type: 'turned', mode: 'note' },
      { type: 'edited', change: { text: 'à vérifier' }, via: undefined },
    ]);
    expect(note.content).toMatchObject({ mode: 'note', text: 'à vérifier' });
    expect(reduceComposerContent(note, { type: 'turned', mode: 'reply' }).content).toMatchObject({
      text: 'Bonjour',
      via: mail,
    });
  });

  it('keep what was begun of the other one behind the closed composer once one is on its way', () => {
    const sent = after([
      { type: 'edited', change: { text: 'Bonjour' }, via: mail },
      { type: 'turned', mode: 'note' },
      { type: 'edited', change: { text: 'à vérifier' }, via: undefined },
      { type: 'cleared', content: words('', 'note') },
    ]);
    expect(sent).toMatchObject({ open: false, content: { mode: 'reply', text: 'Bonjour' }, behind: words('', 'note') });
    expect(begunDrafts(sent)).toMatchObject({ reply: { text: 'Bonjour' }, note: undefined });
    expect(reduceComposerContent(sent, { type: 'turned', mode: 'reply' })).toMatchObject({
      open: true,
      content: { text: 'Bonjour' },
    });
  });

  it('take nobody from one to the other where the other could not be sent', () => {
    const failed = after([
      { type: 'turned', mode: 'note' },
      { type: 'kept-behind', content: words('Bonjour') },
    ]);
    expect(failed).toMatchObject({ content: { mode: 'note', text: '' }, behind: words('Bonjour') });
  });

  it('stand where they are when they are asked for again, and take the caret', () => {
    const asked = after([{ type: 'turned', mode: 'reply' }]);
    expect(asked).toMatchObject({ open: true, caret: true, version: 0 });
  });

  it('do not overwrite each other when one is taken back', () => {
    const taken = after([
      { type: 'turned', mode: 'note' },
      { type: 'edited', change: { text: 'à vérifier' }, via: undefined },
      { type: 'shown', content: words('Bonjour'), caret: true },
    ]);
    expect(taken).toMatchObject({ content: words('Bonjour'), behind: { mode: 'note', text: 'à vérifier' } });
  });
});

it('the text field is drawn anew when something else than the keyboard changes it, and only then', () => {
  const typed = after([{ type: 'edited', change: { text: 'Oui' }, via: mail }]);
  expect(typed.version).toBe(0);
  const replaced = reduceComposerContent(typed, { type: 'replaced', change: { text: 'Non' }, via: mail, caret: true });
  expect(replaced).toMatchObject({ version: 1, epoch: 0, caret: true, content: { text: 'Non', via: mail } });
});

it('the text field is a new one when its undo must not bring back what it showed, and stays that in whatever tab', () => {
  const change = { text: 'Mes mots' };
  const emptied = after([
    { type: 'replaced', change, via: mail, caret: true, forgetsBefore: true },
    { type: 'turned', mode: 'note' },
    { type: 'turned', mode: 'reply' },
  ]);
  expect(emptied).toMatchObject({ epoch: 1, content: { text: 'Mes mots' } });
});

it('the composer closes once everything was sent, and stays open over what was not', () => {
  expect(
    after([
      { type: 'turned', mode: 'reply' },
      { type: 'cleared', content: emptyContent },
    ]).open,
  ).toBe(false);
  expect(
    after([
      { type: 'turned', mode: 'reply' },
      { type: 'cleared', content: words('Et aussi') },
    ]).open,
  ).toBe(true);
});

it('the composer counts how often a reply has come from another window, and keeps that while a note stands there', () => {
  const { received } = after([
    { type: 'shown', content: words('Taken back'), caret: false, isReceived: true },
    { type: 'shown', content: words('Put back here'), caret: true },
    { type: 'turned', mode: 'note' },
    { type: 'kept-behind', content: words('Written on there'), isReceived: true },
    { type: 'kept-behind', content: words('With a file of this window') },
    { type: 'shown', content: words('Entre nous', 'note'), caret: false, isReceived: true },
  ]);
  expect(received).toBe(2);
});
