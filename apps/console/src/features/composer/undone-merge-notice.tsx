import type { DraftMode } from '@guichet/contracts';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './draft-notice.module.css';
import { recipientOfRoute } from './reply-routes/reply-route-menu.js';
import type { RouteChoice } from './reply-routes/use-reply-route.js';

interface Props {
  /** Of the case with which this one was merged. */
  reference: string;
  mode: DraftMode;
  route: RouteChoice;
}

/** Says of words that were written in a merged case that the merge was undone since, and to whom they go by now. */
export function UndoneMergeNotice({ reference, mode, route: { envelope, option } }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const nameOf = (value: string) => (value === option?.to.value ? recipientOfRoute(option, true) : inOneLine(value));
  const to = envelope.to.length > 0 ? envelope.to : option ? [option.to.value] : [];
  return (
    <div className={classes.notice} role="status">
      <IconArrowsSplit2 size={15} stroke={1.75} aria-hidden />
      <span>{t(`composer.undoneMerge.${mode}`, { reference, recipient: formats.list(to.map(nameOf)) })}</span>
    </div>
  );
}
