import { permissions, type Permission, type RightReason } from '@guichet/contracts';
import { Alert, Text } from '@mantine/core';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { Remaining } from './lost-remaining-and-covered-rights.js';
import classes from './roles.module.css';

/** So many rights are named of each role; the others are a number. */
const NAMED = 6;

/** Rights by name: those that are about cases first, as these are what people ask about, and a number for the last ones. */
function useNamesOf() {
  const { t } = useTexts();
  const formats = useFormats();
  const { permissionName } = useRoleTexts();
  return (rights: readonly Permission[]) => {
    const ofCases = rights.filter((right) => permissions[right] === 'cases');
    const all = [...new Set([...ofCases, ...rights])];
    const more = all.length - NAMED;
    const names = all.slice(0, NAMED).map((right) => permissionName(right));
    if (more > 0) names.push(t('roles.remains.more', { count: more }));
    return formats.list(names);
  };
}

/** What an agent loses with a role, and for which teams or cases they had it. */
export function LostRights({ name, lost, where }: { name: string; lost: readonly Permission[]; where: string }) {
  const { t } = useTexts();
  const namesOf = useNamesOf();
  if (lost.length === 0) return <Text>{t('roles.remains.nothingLost', { name })}</Text>;
  return (
    <>
      <Text>{t('roles.remains.lost', { name })}</Text>
      <ul className={classes.remaining}>
        <li>
          {where} <small>{namesOf(lost)}</small>
        </li>
      </ul>
    </>
  );
}

/** What an agent may do still by other roles, role by role. */
export function RemainingRights({ name, remaining }: { name: string; remaining: readonly Remaining[] }) {
  const { t } = useTexts();
  const { reason } = useRoleTexts();
  const namesOf = useNamesOf();
  return (
    <>
      <Text>{t('roles.remains.lead', { name })}</Text>
      <ul className={classes.remaining}>
        {remaining.map((one) => {
          const isOfCases = one.permissions.some((permission) => permissions[permission] === 'cases');
          return (
            <li key={one.reason.grantId}>
              {reason(one.reason, isOfCases)} <small>{namesOf(one.permissions)}</small>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Says before a role is given that it changes nothing, as others allow as much and more. */
export function RedundantRoleNotice({ name, reasons }: { name: string; reasons: readonly RightReason[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { reason } = useRoleTexts();
  if (reasons.length === 0) return null;
  return (
    <Alert color="orange" role="status">
      {t('roles.remains.covered', { name, reasons: formats.list(reasons.map((one) => reason(one, true))) })}
    </Alert>
  );
}
