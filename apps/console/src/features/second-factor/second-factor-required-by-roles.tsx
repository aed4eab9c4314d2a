import type { SecondFactorState } from '@guichet/contracts';
import { Text } from '@mantine/core';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../shared/roles/permission-groups-and-role-texts.js';

interface Props {
  state: SecondFactorState;
  /** Whether the session has one, of one's own account: a provider may have confirmed it. Absent: of others, it is not known. */
  isOn?: boolean;
}

/** By which role a second factor is required of an agent, and until when, where they have none. */
export function SecondFactorRequiredByRoles({ state: { requiredBy, since, passkeys, atProvider }, isOn }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { roleName } = useRoleTexts();
  const [first] = requiredBy;
  if (!first) return null;
  const roles = formats.list(requiredBy.map((role) => t('roles.quoted', { role: roleName(role) })));
  const about = { count: requiredBy.length, roles, date: formats.dateTime(first.dueAt) };
  const lacks = since === null && passkeys === 0 && isOn !== true;
  return (
    <Text mb="sm">
      {!lacks
        ? t('roles.secondFactor.by', about)
        : isOn === undefined && atProvider
          ? t('roles.secondFactor.byUnlessProvider', about)
          : Date.parse(first.dueAt) > Date.now()
            ? t('roles.secondFactor.byUntil', about)
            : t('roles.secondFactor.bySince', about)}
    </Text>
  );
}
