import { fileName } from './file-names.js';

describe('the name of a file', () => {
  // Threats: A083, A084, A07, M12.
  it.each([
    ['facture.pdf', 'facture.pdf'],
    ['e\u0301tat civil.pdf', 'état civil.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\windows\\x.exe', 'C_windows_x.exe'],
    ['a.txt:stream', 'a.txt_stream'],
    ['nul.txt', '_nul.txt'],
    ['COM1', '_COM1'],
    ['photo\u202Egpj.exe', 'photo_gpj.exe'],
    ['\u200B.htaccess', '_.htaccess'],
    ['  .htaccess. ', 'htaccess'],
    ['a\r\nb\0c.txt', 'a_b_c.txt'],
    ['', 'attachment-3.pdf'],
    ['...', 'attachment-3.pdf'],
    ['///', 'attachment-3.pdf'],
    [null, 'attachment-3.pdf'],
  ])('%j', (claimed, safe) => expect(fileName(claimed, 'application/pdf', 3)).toBe(safe));

  it('is that of what it is where an invitation has none', () =>
    expect(fileName(null, 'text/calendar', 2)).toBe('invitation.ics'));

  it('is at most 200 bytes, with its extension', () => {
    const name = fileName(`${'é'.repeat(300)}.pdf`, 'application/pdf', 1);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/é\.pdf$/);
  });
});
