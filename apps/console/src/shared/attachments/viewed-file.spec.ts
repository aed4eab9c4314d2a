import { viewedEnclosedFile, viewedKind } from './viewed-file.js';

describe('a file', () => {
  it.each([
    ['image/png', 'image'],
    ['image/avif', 'image'],
    ['application/pdf', 'pdf'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['message/rfc822', 'mail'],
  ])('of the type %s is shown in place', (type, kind) => {
    expect(viewedKind({ type, name: 'file' })).toBe(kind);
  });

  it('is a mail also by its name', () => {
    expect(viewedKind({ type: 'application/octet-stream', name: 'Demande.EML' })).toBe('mail');
  });

  // Threats: A067. What can carry scripts is only ever downloaded.
  it.each([
    'image/svg+xml',
    'text/html',
    'application/xhtml+xml',
    'text/xml',
    'application/octet-stream',
    'text/plain',
  ])('of the type %s is only downloaded', (type) => {
    expect(viewedKind({ type, name: 'file' })).toBeUndefined();
  });

  it('of a mail in a mail is found by the places of both', () => {
    const file = { n: 3, name: 'plan.pdf', type: 'application/pdf', size: 10, inline: false };
    expect(viewedEnclosedFile({ id: 'a', within: undefined }, file)).toMatchObject({
      src: '/api/v1/attachments/a/message/files/3?inline=1',
      place: { within: '3' },
    });
    expect(viewedEnclosedFile({ id: 'a', within: '2' }, file)).toMatchObject({
      href: '/api/v1/attachments/a/message/files/3?within=2',
      place: { within: '2.3' },
    });
  });
});
