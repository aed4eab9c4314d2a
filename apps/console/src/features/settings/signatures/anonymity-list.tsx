import type { Anonymity } from '@guichet/contracts';
import { EmptyState, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Who is or was anonymous, since when, by whom and why. */
export function AnonymityList({ anonymities }: { anonymities: readonly Anonymity[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (anonymities.length === 0) return <EmptyState icon={IconEyeOff} title={t('signatureBlocks.anonymous.none')} />;
  return (
    <RowList>
      {anonymities.map(({ id, teamId, name, reason, setBy, since, endedBy, endedAt }) => (
        <Row key={id} off={endedAt !== null}>
          <RowMain>
            <RowName>
              <bdi>{name}</bdi>
              <Badge variant="default">
                {t(teamId ? 'signatureBlocks.anonymous.team' : 'signatureBlocks.anonymous.agent')}
              </Badge>
            </RowName>
            <RowDetail>
              <bdi>{reason}</bdi>
              {' · '}
              {t('signatureBlocks.anonymous.since', { name: setBy, at: formats.dateTime(since) })}
              {endedAt &&
                ` · ${t('signatureBlocks.anonymous.ended', { name: endedBy ?? '', at: formats.dateTime(endedAt) })}`}
            </RowDetail>
          </RowMain>
        </Row>
      ))}
    </RowList>
  );
}
