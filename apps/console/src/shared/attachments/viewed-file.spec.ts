import { viewedKind } from './viewed-file.js';

describe('a file', () => {
  it.each([
    ['image/png', 'image'],
    ['image/avif', 'image'],
    ['application/pdf', 'pdf'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
  ])('of the type %s is shown in place', (type, kind) => {
    expect(viewedKind(type)).toBe(kind);
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
    expect(viewedKind(type)).toBeUndefined();
  });
});
