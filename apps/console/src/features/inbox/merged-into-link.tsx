import type { CaseSummary } from '@guichet/contracts';
import { IconGitMerge } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './merged-into-link.module.css';

type MergedInto = NonNullable<CaseSummary['mergedInto']>;

function Content({ reference }: Pick<MergedInto, 'reference'>) {
  const { t } = useTexts();
  const [before = '', after = ''] = t('inbox.row.mergedInto', { reference: '\u0000' }).split('\u0000');
  return (
    <>
      <IconGitMerge size={13} stroke={1.75} aria-hidden />
      <span>
        <span className={classes.words}>{before}</span>
        <bdi>{reference}</bdi>
        <span className={classes.words}>{after}</span>
      </span>
    </>
  );
}

/** Keeps the room of `MergedIntoLink` in its row, which is a link itself and can hold no other one. */
export const MergedIntoRoom = ({ reference }: Pick<MergedInto, 'reference'>) => (
  <span className={`${classes.into} ${classes.room}`} aria-hidden>
    <Content reference={reference} />
  </span>
);

/** Says into which case one was merged, where its entries are now, and leads there. Whoever goes by keys finds it in the merged case. */
export function MergedIntoLink({ caseId, reference }: MergedInto) {
  const { view = 'all' } = useParams({ strict: false });
  return (
    <Link
      to="/inbox/$view/$caseId"
      params={{ view, caseId }}
      search={(before: object) => ({ ...before, at: undefined })}
      className={`${classes.into} ${classes.link}`}
      tabIndex={-1}
    >
      <Content reference={reference} />
    </Link>
  );
}
