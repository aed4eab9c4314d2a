import { permissions, type RightReason } from '@guichet/contracts';
import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoleTexts } from '../../../shared/roles/use-role-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import type { Remaining } from './remaining-and-covering-grants.js';
import classes from './roles.module.css';

/** So many rights are named of each role; the others are a number. */
const NAMED = 6;

/** What an agent may do still by other roles, role by role. */
export function RemainingRights({ name, remaining }: { name: string; remaining: readonly Remaining[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { permissionName, reason } = useRoleTexts();
  return (
    <>
      <Text>{t('roles.remains.lead', { name })}</Text>
      <ul className={classes.remaining}>
        {remaining.map((one) => {
          // What is about cases is what people ask about.
          const ofCases = one.permissions.filter((permission) => permissions[permission] === 'cases');
          const all = [...new Set([...ofCases, ...one.permissions])];
          const more = all.length - NAMED;
          const names = all.slice(0, NAMED).map((permission) => permissionName(permission));
          if (more > 0) names.push(t('roles.remains.more', { count: more }));
          return (
            <li key={one.reason.grantId}>
              {reason(one.reason, ofCases.length > 0)} <small>{formats.list(names)}</small>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Says before a role is given that it changes nothing, as others allow as much and more. */
export function RedundantRoleNotice({ name, reasons }: { name: string; reasons: readonly RightReason[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { reason } = useRoleTexts();
  if (reasons.length === 0) return null;
  return (
    <Alert color="orange" role="status">
      {t('roles.remains.covered', { name, reasons: formats.list(reasons.map((one) => reason(one, true))) })}
    </Alert>
  );
}
