import { archivedName } from './archived-name.js';

describe('the name of a file in an archive', () => {
  // Threats: A084.
  it.each([
    ['Facture été.pdf', '007-Facture été.pdf'],
    ['../../etc/passwd', '007-passwd'],
    ['C:\\Windows\\system32\\cmd.exe', '007-cmd.exe'],
    ['/etc/shadow', '007-shadow'],
    ['..', '007-file'],
    ['', '007-file'],
    ['a\r\nb\u0000c.txt', '007-abc.txt'],
    ['facture\u202efdp.exe', '007-facturefdp.exe'],
    ['plan: "A" <1>?*|.pdf', '007-plan_ _A_ _1____.pdf'],
    ['NUL', '007-NUL'],
    ['lettre. . ', '007-lettre'],
    ['e\u0301te\u0301.txt', '007-été.txt'],
  ])('of %j is %j', (name, expected) => {
    expect(archivedName(7, name)).toBe(expected);
  });

  it('has at most 120 bytes and keeps its ending', () => {
    const name = archivedName(12_345, `${'é👩‍👧'.repeat(60)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^12345-é.*\.pdf$/u);
    expect(name.slice(6, -4)).toBe('é👩‍👧'.repeat(8) + 'é');
  });

  it('takes a long ending for a part of the name', () => {
    expect(Buffer.byteLength(archivedName(1, `a.${'b'.repeat(400)}`))).toBe(120);
  });
});
