import { distinguishingText } from './distinguishing-text.js';

const lastCase = { reference: 'GCH-2026-000043', subject: 'Cantine' };

describe('what distinguishes a person from others of the same name', () => {
  it('is two of their addresses as they are read, and their last case', () => {
    const handles = [
      { type: 'phone', value: '+33612345678' } as const,
      { type: 'postal', value: '3 rue Haute\n56000 Valbourg' } as const,
      { type: 'email', value: 'camille@citizen.test' } as const,
    ];
    expect(distinguishingText({ name: 'Camille Delorme', handles, lastCase })).toBe(
      '06\u00a012\u00a034\u00a056\u00a078 · 3 rue Haute, 56000 Valbourg · GCH\u20112026\u2011000043 Cantine',
    );
  });

  it('is not the address that is their name', () => {
    const handles = [{ type: 'email', value: 'camille@citizen.test' } as const];
    expect(distinguishingText({ name: 'camille@citizen.test', handles, lastCase })).toBe(
      'GCH\u20112026\u2011000043 Cantine',
    );
  });

  it('has no more than the beginning of a subject that is a message', () => {
    const long = {
      reference: 'GCH-1',
      subject: 'Bonjour, je suis passée par mon compte cette fois, et voici la suite',
    };
    expect(distinguishingText({ name: 'Camille Delorme', lastCase: long })).toBe(
      'GCH\u20111 Bonjour, je suis passée par mon compte cette foi…',
    );
  });

  it('is nothing where the agent may know nothing else', () => {
    expect(distinguishingText({ name: 'Camille Delorme', handles: [], lastCase: null })).toBeUndefined();
    expect(distinguishingText({ name: 'Camille Delorme' })).toBeUndefined();
  });
});
