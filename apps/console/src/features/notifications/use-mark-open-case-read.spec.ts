import type { Notification } from '@guichet/contracts';
import { isToRead } from './use-mark-open-case-read.js';

interface Told {
  type: 'citizen-replied' | 'followed-case' | 'delivery-failed';
  caseId: string | null;
  readAt?: string;
}

const notification = (id: string, { type, caseId, readAt }: Told): Notification => ({
  ...{ id, at: '2026-06-10T07:00:00.000Z', readAt: readAt ?? null },
  quiet: false,
  about: type === 'delivery-failed' ? { type, status: 'failed' } : { type },
  case: caseId === null ? null : { id: caseId, reference: '', subject: '', citizen: '', position: null },
});

const items = [
  notification('replied', { type: 'citizen-replied', caseId: 'replied' }),
  notification('followed', { type: 'followed-case', caseId: 'followed' }),
  notification('read', { type: 'citizen-replied', caseId: 'read', readAt: '2026-06-10T08:00:00.000Z' }),
  notification('of no case', { type: 'citizen-replied', caseId: null }),
  notification('failed', { type: 'delivery-failed', caseId: 'failed' }),
];

describe('what whoever has a case open sees of it is marked as read', () => {
  it('where the citizen has written there, and it was not read yet', () => {
    const cases = ['replied', 'followed', 'read', 'failed', 'another'];
    expect(cases.filter((id) => isToRead({ items, hasMore: false }, id, undefined))).toEqual(['replied', 'followed']);
  });

  it('once where some notifications are not loaded, whatever they are about', () => {
    const isAsked = (id: string, askedFor: string | undefined) => isToRead({ items, hasMore: true }, id, askedFor);
    expect([isAsked('read', undefined), isAsked('read', 'read'), isAsked('read', 'another')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isAsked('replied', 'replied')).toBe(true);
  });
});
