import type { CaseSummary } from '@guichet/contracts';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { senderStandingIcons } from '../../shared/messages/sender-standing-icons.js';
import classes from './case-row.module.css';

/** That the last message is probably not from whom it says: in words where there is room for them. */
export function SenderDoubtMark({ doubt, iconOnly }: { doubt: CaseSummary['senderDoubt']; iconOnly?: boolean }) {
  const { t } = useTexts();
  if (!doubt) return null;
  const Glyph = senderStandingIcons[doubt];
  const mark = t(`common.senderMark.${doubt}`);
  return (
    <span className={classes.doubt} title={mark}>
      <Glyph size={13} stroke={1.75} aria-hidden />
      <span className={iconOnly ? 'g-sr' : undefined}>{mark}</span>
    </span>
  );
}
