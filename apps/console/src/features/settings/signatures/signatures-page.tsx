import type { Signatures } from '@guichet/contracts';
import { ErrorState, Hint, PageHead, PageLead, PageSection } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signaturesQuery } from '../../../shared/api/signature-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { AnonymityList } from './anonymity-list.js';
import { OrganisationBlockForm } from './organisation-block-form.js';
import classes from './signatures.module.css';

/** By what replies are signed, and who is not named to citizens. */
export function SignaturesPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(signaturesQuery);
  return (
    <>
      <PageHead>
        <h1>{t('signatureBlocks.title')}</h1>
      </PageHead>
      <PageLead>{t('signatureBlocks.lead')}</PageLead>
      {error && !data ? (
        <ErrorState error={error} what={t('signatureBlocks.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Blocks signatures={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

function Blocks({ signatures }: { signatures: Signatures }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <>
      {may('organisation.manage') && <OrganisationBlockForm signatures={signatures} />}
      <PageSection>
        <h2>{t('signatureBlocks.teams')}</h2>
        <Hint>{t('signatureBlocks.teamsHint')}</Hint>
        <ul className={classes.teams}>
          {signatures.teams.map(({ id, name }) => (
            <li key={id}>
              <Link to="/settings/teams/$teamId/signature" params={{ teamId: id }}>
                <bdi>{name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      </PageSection>
      <PageSection>
        <h2>{t('signatureBlocks.anonymous.title')}</h2>
        <Hint>{t('signatureBlocks.anonymous.hint')}</Hint>
        <AnonymityList anonymities={signatures.anonymities} />
      </PageSection>
    </>
  );
}
