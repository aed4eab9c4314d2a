import { reasonText, type ChannelKind, type ChannelKindInfo, type Language, type Reason } from '@guichet/contracts';
import type { i18n } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../api/failure.js';
import { channelKindsQuery } from '../api/queries.js';
import { useSharedQuery } from '../api/use-shared-query.js';
import { useReasonText } from './use-problem-text.js';
import { typesetFrench } from './typeset-french.js';
import { useTexts } from './use-texts.js';

const none: ChannelKindInfo[] = [];
const queries = new Map<Language, ReturnType<typeof channelKindsQuery>>();
const kindsIn = (language: Language) => {
  const query = queries.get(language) ?? channelKindsQuery(language);
  queries.set(language, query);
  return query;
};

/** Whether a word is a reason of ours, rather than what a provider has said. */
const isReason = (word: string, { exists }: i18n): word is Reason =>
  /^[a-z-]+$/.test(word) && exists(`problems.reason.${word}`, { count: 2 });

/** The kinds of channel, with all that their channels say of themselves, in the language of the reader. */
export function useChannelKinds({ enabled = true } = {}): ChannelKindInfo[] {
  const { language } = useTexts();
  return useSharedQuery(kindsIn(language.slice(0, 2) as Language), { enabled }) ?? none;
}

/** Returns the names of channel kinds and accounts. */
export function useChannelTexts() {
  const kinds = useChannelKinds();
  /** The kind of channel itself, with what it can do. */
  const info = useCallback((kind: ChannelKind | undefined) => kinds.find((one) => one.kind === kind), [kinds]);
  /** Within a sentence: "by mail". */
  const name = useCallback((kind: ChannelKind) => info(kind)?.inSentence ?? kind, [info]);
  const title = useCallback((kind: ChannelKind) => info(kind)?.title ?? kind, [info]);
  /** An account that nobody has named is called as its kind, in the language of the reader. */
  const account = (of: { kind: ChannelKind; name: string }) =>
    of.name === info(of.kind)?.defaultName ? title(of.kind) : of.name;
  return { name, title, info, account, kinds };
}

/**
 * Why a message was not delivered or an account does not work, in the language of the reader: by our own reasons and the
 * texts of the channels. A provider's own words are shown as they are.
 */
export function useChannelReason() {
  const { i18n } = useTranslation();
  const kinds = useChannelKinds();
  const problemReasons = useReasonText();
  const texts = useMemo(
    () => Object.assign({}, ...kinds.map((kind) => kind.texts)) as ChannelKindInfo['texts'],
    [kinds],
  );
  return useCallback(
    (reason: string) => {
      const text = isReason(reason, i18n) ? problemReasons(reason) : reasonText(reason, texts);
      return i18n.language === 'fr' ? typesetFrench(text) : text;
    },
    [i18n, i18n.language, problemReasons, texts],
  );
}

/** Returns a formatter of what is wrong with one field of a form, in the language of the reader. */
export function useFieldProblemText() {
  const channelReason = useChannelReason();
  const reasonText = useReasonText();
  return useCallback(
    ({ channelReason: code, reason, data, message }: FieldProblem) =>
      code !== undefined ? channelReason(code) : reason ? reasonText(reason, data) : message,
    [channelReason, reasonText],
  );
}
