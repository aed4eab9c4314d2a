import { apartFromOwn } from './below-own-signature.js';

const OURS = '\n\n-- \nLéa Martin\nÉtat civil, mairie de Valbourg\n\nVos données : dpo@valbourg.test';
const visible = (text: string) => ({ kind: 'visible' as const, text });
const signature = (text: string) => ({ kind: 'signature' as const, text });
const quoted = (text: string) => ({ kind: 'quoted' as const, text });

describe('our signature in what a citizen sends back', () => {
  it('is quoted, and what they wrote below it is shown', () => {
    const kept = '-- \nLéa Martin\nÉtat civil, mairie\nde Valbourg\n\nVos données : dpo@valbourg.test\n';
    const segments = [visible('Au guichet 4.\n'), signature(`${kept}\nJe viens mardi. Merci.\n`)];

    expect(apartFromOwn(segments, ['\n-- \nPaul', OURS])).toEqual([
      visible('Au guichet 4.\n'),
      quoted(kept),
      visible('\nJe viens mardi. Merci.\n'),
    ]);
  });

  it('is quoted where nothing stands below it', () => {
    expect(apartFromOwn([visible('Merci.\n'), signature(`${OURS}\n\n`)], [OURS])).toEqual([
      visible('Merci.\n'),
      quoted(`${OURS}\n\n`),
    ]);
  });

  it('is not taken for that of somebody else', () => {
    const theirs = [visible('Merci.\n'), signature('-- \nLéa Martin-Dupont\nÉtat civil\n')];

    expect(apartFromOwn(theirs, [OURS, '\n-- \n'])).toEqual(theirs);
  });
});
