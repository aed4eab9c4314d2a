import type { Sector, UpdateSector } from '@guichet/contracts';
import { Row, RowDetail, RowMain, RowName, RowOpener } from '@guichet/ui';
import { ActionIcon, Badge, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure, toast } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  sector: Sector;
  /** The names of the teams that are in it. */
  teams: readonly string[];
  isLast: boolean;
  /** Undefined: it is only read. */
  onRename: (() => void) | undefined;
}

export function SectorRow({ sector, teams, isLast, onRename }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const change = useSectorChange(sector);
  const { name, archived } = sector;
  return (
    <Row off={archived || undefined}>
      <RowMain>
        <RowName>
          <RowOpener onOpen={onRename}>{name}</RowOpener>
          {archived && (
            <Badge variant="light" color="gray" tt="none">
              {t('sectors.archived')}
            </Badge>
          )}
        </RowName>
        <RowDetail>{formats.list([...teams]) || t('sectors.noTeam')}</RowDetail>
      </RowMain>
      {onRename && (
        <>
          <Button variant="default" size="xs" onClick={onRename} aria-label={t('common.edit', { name })}>
            {t('common.editShort')}
          </Button>
          <MoreMenu sector={sector} isLast={isLast} onChange={change.mutate} />
        </>
      )}
    </Row>
  );
}

interface MenuProps {
  sector: Sector;
  isLast: boolean;
  onChange: (wanted: UpdateSector | 'delete') => void;
}

function MoreMenu({ sector, isLast, onChange }: MenuProps) {
  const { t } = useTexts();
  const { name, position, archived, teams } = sector;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('sectors.more', { name })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={position === 1} onClick={() => onChange({ position: position - 1 })}>
          {t('sectors.up')}
        </Menu.Item>
        <Menu.Item disabled={isLast} onClick={() => onChange({ position: position + 1 })}>
          {t('sectors.down')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => onChange({ archived: !archived })}>
          {t(archived ? 'sectors.restore' : 'sectors.archive')}
        </Menu.Item>
        <Menu.Item color="red" disabled={teams > 0} onClick={() => onChange('delete')}>
          {t('sectors.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSectorChange({ id, name }: Sector) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: async (wanted: UpdateSector | 'delete') => {
      if (wanted === 'delete') await call('deleteSector', { params: { id } });
      else await call('updateSector', { params: { id }, body: wanted });
    },
    onSuccess: (_, wanted) => {
      if (wanted === 'delete') toast({ message: t('sectors.deleted', { name }) });
      else if (wanted.archived !== undefined)
        toast({ message: t(wanted.archived ? 'sectors.isArchived' : 'sectors.isRestored', { name }) });
      return queryClient.invalidateQueries({ queryKey: ['sectors'] });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
}
