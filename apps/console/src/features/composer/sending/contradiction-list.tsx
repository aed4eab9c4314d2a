import type { Contradiction } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useReplyDifferenceText } from '../../../shared/i18n/use-reply-difference-text.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './disclosure-finding-list.module.css';
import type { FoundInMessage } from './use-disclosure-and-consistency-check.js';

function OneContradiction({ found, check }: { found: Contradiction; check: FoundInMessage }) {
  const { t } = useTexts();
  const about = useReplyDifferenceText();
  const { key, said, other, replies, example } = found;
  return (
    <li className={classes.finding}>
      <IconArrowsDiff size={15} stroke={1.75} aria-hidden />
      <div>
        <p className={classes.words}>
          <strong>{about(found.about)}</strong>
        </p>
        <p className={classes.side}>{t('composer.check.otherReplies', { count: replies })}</p>
        <blockquote className={classes.quote}>{other}</blockquote>
        <p className={classes.side}>{t('composer.check.yourReply')}</p>
        <blockquote className={classes.quote}>{said}</blockquote>
        <div className={classes.acts}>
          <Button size="compact-xs" variant="default" onClick={() => check.acknowledge(key, true)}>
            {t('composer.check.keep')}
          </Button>
          <Link
            to="/inbox/$view/$caseId"
            params={{ view: 'all', caseId: example.caseId }}
            search={{ at: example.position }}
            target="_blank"
            rel="noopener"
          >
            {t('composer.check.openOther', { reference: example.reference })}
          </Link>
          <ShortTime at={example.at} />
        </div>
      </div>
    </li>
  );
}

/** What the reply says otherwise than others: an advice, passed by one click that is kept with the reply. */
export function ContradictionList({ check }: { check: FoundInMessage }) {
  const { t } = useTexts();
  const open = check.contradictions.filter(({ key }) => !check.seen.has(key));
  if (open.length === 0) return null;
  return (
    <>
      <p className={classes.lead}>{t('composer.check.contradicts')}</p>
      <ul className={classes.findings}>
        {open.map((found) => (
          <OneContradiction key={found.key} found={found} check={check} />
        ))}
      </ul>
    </>
  );
}
