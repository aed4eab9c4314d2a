import { emptyContent } from '../../../shared/drafts/draft-content.js';
import { nextSharedDraftTurn, type Turn } from './shared-draft-turn.js';

const content = { ...emptyContent, text: 'Bonjour' };
const own: Turn = { writer: 'own', ended: undefined };

describe('a turn at a shared draft', () => {
  it('that a colleague ends leaves the words in sight of whoever was writing', () => {
    const ended = nextSharedDraftTurn(own, { writer: 'colleague', content, open: true });
    expect(ended).toEqual({ writer: 'colleague', ended: content });
    expect(nextSharedDraftTurn(ended, { writer: 'colleague', content: emptyContent, open: false })).toBe(ended);
  });
  it('leaves nothing where nothing was being written of it', () => {
    const nothing = { writer: 'colleague', ended: undefined };
    expect(nextSharedDraftTurn(own, { writer: 'colleague', content, open: false })).toEqual(nothing);
    expect(nextSharedDraftTurn(own, { writer: 'colleague', content: emptyContent, open: true })).toEqual(nothing);
    expect(
      nextSharedDraftTurn(own, { writer: 'colleague', content: { ...content, mode: 'note' }, open: true }),
    ).toEqual(nothing);
  });
  it('leaves nothing once the agent writes again, or the draft is shared no more', () => {
    const ended: Turn = { writer: 'colleague', ended: content };
    expect(nextSharedDraftTurn(ended, { writer: 'own', content, open: true }).ended).toBeUndefined();
    expect(nextSharedDraftTurn(own, { writer: 'unshared', content, open: true }).ended).toBeUndefined();
  });
});
