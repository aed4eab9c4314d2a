import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { restrictedCaseQuery } from '../../shared/api/queries.js';
import { useMay } from '../../shared/session/use-session.js';

/** A whole reference, as people read it to each other. */
const REFERENCE = /^[a-z]{2,6}-\d{4}-\d{3,9}$/i;

/** Tells whoever may break its glass that a reference which finds nothing is that of a restricted case. */
export function RestrictedCaseFound({ q }: { q: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const reference = q.trim();
  const { data } = useQuery({
    ...restrictedCaseQuery(reference),
    enabled: may('case.break-glass') && REFERENCE.test(reference),
  });
  if (!data) return null;
  return (
    <p>
      {t('search.restricted')}{' '}
      <Link to="/search/$caseId" params={{ caseId: data.id }} search={{ q }}>
        {t('search.openRestricted', { reference: data.reference })}
      </Link>
    </p>
  );
}
