import type { CaseSummary } from '@guichet/contracts';
import type { TFunction } from 'i18next';
import { areSpam } from '../../shared/cases/use-mark-spam.js';

/** What is done with a case by a key. */
export const caseActs = [
  ...(['reply', 'replyAll', 'note', 'template', 'forward', 'close', 'snooze'] as const),
  ...(['mine', 'assign', 'team', 'tag', 'merge', 'macro', 'spam', 'follow', 'unread'] as const),
];
export type CaseAct = (typeof caseActs)[number];

/** What its key does to the cases that are selected, and not to the one that is open beside them. */
export const actsOnSelected: readonly CaseAct[] = [
  ...(['reply', 'close', 'snooze', 'mine', 'assign', 'team', 'tag', 'macro', 'spam'] as const),
];

/** By what else they are looked for. */
const otherWords = {
  reply: 'palette.otherWords.reply',
  note: 'palette.otherWords.note',
  forward: 'palette.otherWords.forward',
  close: 'palette.otherWords.close',
  snooze: 'palette.otherWords.snooze',
  mine: 'palette.otherWords.assignMe',
  assign: 'palette.otherWords.assign',
  team: 'palette.otherWords.handOver',
  tag: 'palette.otherWords.tag',
  replyAll: 'palette.otherWords.replyAll',
  template: 'palette.otherWords.template',
  merge: 'palette.otherWords.merge',
  macro: 'palette.otherWords.macro',
  spam: 'palette.otherWords.spam',
  follow: 'palette.otherWords.follow',
  unread: 'palette.otherWords.unread',
} as const satisfies Record<CaseAct, string>;

/** Returns what an act is called that is done to these cases. Some keys do the contrary where it has been done already. */
export function wordsOfAct(act: CaseAct, items: readonly CaseSummary[], t: TFunction) {
  const [only, ...others] = items;
  const isOne = others.length === 0;
  if (act === 'close' && isOne && only?.status === 'closed')
    return { label: t('case.action.reopen'), otherWords: t('palette.otherWords.reopen') };
  const words = { otherWords: t(otherWords[act]) };
  if (act === 'spam') return { ...words, label: t(areSpam(items) ? 'case.action.notSpam' : 'case.action.spamLong') };
  if (act === 'close' && !isOne) return { ...words, label: t('case.action.closeShort') };
  return { ...words, label: t(`app.shortcut.${act}`) };
}
