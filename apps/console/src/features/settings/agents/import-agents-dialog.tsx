import type { ImportedLine, ImportResult } from '@guichet/contracts';
import { FormDialog, Hint } from '@guichet/ui';
import { Anchor, Badge, Button, FileButton, Table } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { agentImportExample } from './agent-import-example.js';
import classes from './import-agents-dialog.module.css';
import { readTextFile } from './read-text-file.js';
import { saveTextFile } from './save-text-file.js';

const COLORS = { created: 'green', changed: 'blue', unchanged: 'gray', refused: 'red' } as const;
const WHATS = ['refused', 'created', 'changed', 'unchanged'] as const;

/** Makes and changes agents by a CSV file: says first what each line would do, and does nothing while one is refused. */
export function ImportAgentsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [file, setFile] = useState<{ name: string; text: string; attempt: string }>();
  const tryOut = useMutation({
    mutationFn: (text: string) =>
      call('importAgents', { body: { text, dryRun: true }, idempotencyKey: crypto.randomUUID() }),
  });
  const run = useMutation({
    mutationFn: ({ text, attempt }: { text: string; attempt: string }) =>
      call('importAgents', { body: { text, dryRun: false }, idempotencyKey: attempt }),
    onSuccess: async ({ done, lines }) => {
      if (!done) return;
      toast({ message: t('agents.import.done', { count: countOf(lines, 'created') + countOf(lines, 'changed') }) });
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  const choose = async (chosen: File | null) => {
    if (!chosen) return;
    const text = await readTextFile(chosen);
    run.reset();
    setFile({ name: chosen.name, text, attempt: crypto.randomUUID() });
    tryOut.mutate(text);
  };
  const result = run.data ?? tryOut.data;
  const isReady = result !== undefined && !tryOut.isPending && countOf(result.lines, 'refused') === 0;
  const works = result ? countOf(result.lines, 'created') + countOf(result.lines, 'changed') : 0;
  return (
    <FormDialog
      title={t('agents.import.title')}
      size={760}
      error={run.error ?? tryOut.error}
      submit={t('agents.import.submit')}
      pending={run.isPending}
      disabled={!file || !isReady || works === 0}
      onSubmit={() => file && run.mutate(file)}
      onClose={onClose}
    >
      <Hint>{t('agents.import.hint')}</Hint>
      <Anchor
        component="button"
        type="button"
        size="sm"
        className={classes.example}
        onClick={() =>
          saveTextFile(
            t('agents.import.exampleName'),
            agentImportExample(
              t,
              teams.map(({ name: team }) => team),
            ),
          )
        }
      >
        {t('agents.import.example')}
      </Anchor>
      <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(chosen) => void choose(chosen)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={tryOut.isPending}
            leftSection={<IconFileUpload size={16} stroke={1.75} />}
          >
            {file ? t('agents.import.another', { name: file.name }) : t('agents.import.choose')}
          </Button>
        )}
      </FileButton>
      {result && !tryOut.isPending && !tryOut.error && <Outcome result={result} />}
    </FormDialog>
  );
}

const countOf = (lines: readonly ImportedLine[], what: ImportedLine['what']): number =>
  lines.filter((line) => line.what === what).length;

/** How many lines do what, and each of them; those that are refused come first. */
function Outcome({ result: { lines } }: { result: ImportResult }) {
  const { t } = useTexts();
  const formats = useFormats();
  const counts = WHATS.map((what) => ({ what, count: countOf(lines, what) })).filter(({ count }) => count > 0);
  const sorted = [...lines].sort((a, b) => WHATS.indexOf(a.what) - WHATS.indexOf(b.what) || a.line - b.line);
  return (
    <>
      <p role="status" className={classes.counts}>
        {lines.length === 0
          ? t('agents.import.empty')
          : formats.list(counts.map(({ what, count }) => t(`agents.import.count.${what}`, { count })))}
      </p>
      {lines.length > 0 && (
        <div className={classes.table} tabIndex={0} role="region" aria-label={t('agents.import.lines')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('agents.import.line')}</Table.Th>
                <Table.Th w="40%">{t('agents.import.agent')}</Table.Th>
                <Table.Th>{t('agents.import.what')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sorted.map((line) => (
                <LineRow key={line.line} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}

function LineRow({ line: { line, name, email, what, joins, role, errors } }: { line: ImportedLine }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { roleName } = useRoleTexts();
  const reasonText = useReasonText();
  const reasons = errors.map(({ column, reason, data }) => {
    const text = reasonText(reason, data);
    return column ? t('agents.import.inColumn', { column: t(`agents.import.column.${column}`), text }) : text;
  });
  return (
    <Table.Tr>
      <Table.Td>{line}</Table.Td>
      <Table.Td>
        <bdi>{name}</bdi>
        <div className={classes.detail}>
          <bdi>{email}</bdi>
        </div>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLORS[what]} tt="none">
          {t(`agents.import.will.${what}`)}
        </Badge>
        {joins.length > 0 && what !== 'refused' && (
          <div className={classes.detail}>{t('agents.import.joins', { teams: formats.list(joins) })}</div>
        )}
        {role && what !== 'refused' && (
          <div className={classes.detail}>
            {t('agents.import.gets', {
              role: roleName(role),
              reach: role.of.length > 0 ? formats.list(role.of) : t(`roles.held.${role.reach}`),
            })}
          </div>
        )}
        {reasons.map((reason) => (
          <div key={reason} className={classes.wrong}>
            {reason}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
