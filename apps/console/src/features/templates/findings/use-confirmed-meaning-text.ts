import type { ConfirmedMeaning } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useAboutText } from './use-finding-text.js';
import { useMandatoryMentionName } from './use-mandatory-mention-name.js';

/** Returns a formatter of what an approver has confirmed: what it is about, and the words of both wordings. */
export function useConfirmedMeaningText() {
  const { t } = useTexts();
  const formats = useFormats();
  const aboutOf = useAboutText();
  const mentionOf = useMandatoryMentionName();
  return ({ about, full, short }: ConfirmedMeaning): string => {
    if (about === 'mention')
      return t('templates.versions.confirmedWithout', { mention: mentionOf(full[0] ?? ''), article: short[0] ?? '' });
    if (about === 'language')
      return t('templates.versions.confirmedLanguage', {
        full: formats.list(full.map((word) => t('templates.finding.quoted', { word }))),
      });
    const [theirs, ours] = [full, short].map((words) =>
      words.length === 0
        ? t('templates.versions.nothing')
        : formats.list(words.map((word) => t('templates.finding.quoted', { word }))),
    );
    return t('templates.versions.confirmedWords', { about: aboutOf(about), full: theirs, short: ours });
  };
}
