import { reasonText } from './format-channel-reason.js';

const texts = {
  'sms.full': 'La boîte est pleine ({{code}}).',
  'channel.parts-left': 'Seules {{left}} des {{of}} parties ont été envoyées : {{because}}',
};

describe('a reason of a channel', () => {
  it('is shown in the words of the reader’s language', () =>
    expect(reasonText('sms.full {"code":30001}', texts)).toBe('La boîte est pleine (30001).'));

  it('may contain the reason behind it', () => {
    const because = JSON.stringify('sms.full {"code":30001}');
    expect(reasonText(`channel.parts-left {"left":1,"of":3,"because":${because}}`, texts)).toBe(
      'Seules 1 des 3 parties ont été envoyées : La boîte est pleine (30001).',
    );
  });

  it('may be several, one a line', () =>
    expect(reasonText('sms.full {"code":1}\nnot a code', texts)).toBe('La boîte est pleine (1). not a code'));

  it.each(['550 5.1.1 <a@b.org>: no such user', 'sms.unknown-code', 'constructor', 'Full', ''])(
    'is shown as it is where no text belongs to it: %j',
    (words) => expect(reasonText(words, texts)).toBe(words),
  );
});
