import type { TemplateFinding } from '@guichet/contracts';
import { retiredLanguage } from '../findings/retired-language.js';
import { whatIsConfirmed } from './what-is-confirmed.js';

const finding = (code: TemplateFinding['code'], data: Record<string, unknown> = {}): TemplateFinding => ({
  severity: 'warning',
  code,
  where: null,
  data,
});
const inText = { template: { id: 't', key: null, title: 'Accueil', language: 'en' } };
const retired = finding('block-missing', { name: 'Horaires', language: 'en', ...inText });

describe('what an approver confirms', () => {
  it('is that words mean the same where wordings are compared', () => {
    expect(whatIsConfirmed([finding('words-differ'), finding('mention-missing')])).toBe('compare');
    expect(whatIsConfirmed([finding('words-differ', inText)])).toBe('compare');
  });
  it('is whether a wording may stay as it is where none is compared with another', () =>
    expect(whatIsConfirmed([finding('other-language'), finding('mention-missing')])).toBe('decide'));
  it('is that a language of the block goes out of use', () => {
    expect(whatIsConfirmed([retired, retired])).toBe('retires');
    expect(retiredLanguage(retired)).toBe('en');
  });
  it('is all of that where more is in question', () => {
    expect(whatIsConfirmed([retired, finding('words-differ')])).toBe('decide');
    expect(whatIsConfirmed([retired, finding('changes-elsewhere')])).toBe('decide');
    expect(whatIsConfirmed([finding('changes-elsewhere')])).toBe('decide');
  });
  it('is no language that goes out of use where a text lacks a block that it never had', () =>
    expect(retiredLanguage({ ...retired, severity: 'error' })).toBeUndefined());
});
