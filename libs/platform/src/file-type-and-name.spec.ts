import { dispositionFor, fileName, sniffType } from './file-type-and-name.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the type of a file', () => {
  // Threats: A083, A04, A08.
  it.each([
    ['its content, whatever is declared', png, 'application/pdf', 'image/png'],
    ['its content', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'application/octet-stream', 'application/pdf'],
    [
      'what is declared, where the content does not tell',
      Buffer.from('Bonjour'),
      'Text/Plain; charset=utf-8',
      'text/plain',
    ],
    ['nothing it only claims', Buffer.from('Bonjour'), 'image/png', 'application/octet-stream'],
    ['nothing that is no type', Buffer.from('Bonjour'), 'text/plain\r\nx: y', 'application/octet-stream'],
    ['unknown, cut short', png.subarray(0, 4), '', 'application/octet-stream'],
  ])('is %s', async (_what, content, declared, expected) => {
    expect(await sniffType(content, declared)).toBe(expected);
  });
});

describe('the name of a download', () => {
  // Threats: A07.
  it.each([
    ['acte.pdf', 'acte.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\acte.pdf', 'acte.pdf'],
    ['facture\u202efdp.exe', 'facturefdp.exe'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie: x.pdf'],
    ['.htaccess', 'htaccess'],
    ['…', '…'],
    ['', 'file'],
    ['..', 'file'],
    ['é'.repeat(300), 'é'.repeat(200)],
  ])('%j is %j', (given, expected) => {
    expect(fileName(given)).toBe(expected);
  });

  it('survives the header, in full for browsers and in ASCII for the rest', () => {
    expect(dispositionFor('État civil "2026".pdf')).toBe(
      `attachment; filename="?tat civil \\"2026\\".pdf"; filename*=UTF-8''%C3%89tat%20civil%20%222026%22.pdf`,
    );
    expect(dispositionFor('a.png', 'inline')).toBe('inline; filename=a.png');
  });
});
