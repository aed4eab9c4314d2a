import type { CaseDetail, CaseLinkKind, CaseStatus } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { citizenQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseFinder, type FoundCase } from '../merge-and-move/case-finder.js';
import classes from './linked-cases.module.css';
import { useCaseLinks } from './use-case-links.js';

const kinds: readonly CaseLinkKind[] = ['related', 'parent', 'child'];

/** The other cases of the person that are not linked yet, which are the most likely ones. */
function useLikelyCases({ id, citizen, links }: CaseDetail): FoundCase[] {
  const { data: person } = useQuery({ ...citizenQuery(citizen?.id ?? '', id), enabled: citizen !== null });
  const linked = new Set(links.filter(({ state }) => state === 'linked').map(({ caseId }) => caseId));
  return (person?.cases ?? [])
    .filter((one) => !linked.has(one.id))
    .map((one) => ({ ...one, status: one.status as CaseStatus }));
}

/** Asks to which other case a case is linked, and how the two belong together. */
export function LinkCaseDialog({ item, onClose }: { item: CaseDetail; onClose: () => void }) {
  const { t } = useTexts();
  const near = useLikelyCases(item);
  const { link } = useCaseLinks(item);
  const [other, setOther] = useState<FoundCase>();
  const [chosenKind, setKind] = useState<CaseLinkKind>();
  const linked = item.links.find(({ caseId, state }) => caseId === other?.id && state === 'linked');
  const kind = chosenKind ?? linked?.kind ?? 'related';
  const submit = useRef<HTMLButtonElement>(null);
  // Chosen by Enter, it is linked by another one, unless something else is to be said first.
  useEffect(() => {
    if (other) submit.current?.focus();
  }, [other]);
  const save = useMutation({
    mutationFn: async () => {
      if (other) await link({ caseId: other.id, reference: other.reference, kind });
    },
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('case.linked.title', { reference: item.reference })}
      error={save.error}
      submit={t(linked ? 'case.linked.change' : other ? 'case.linked.do' : 'case.linked.doBare', {
        reference: other?.reference,
      })}
      submitRef={submit}
      pending={save.isPending}
      disabled={!other || linked?.kind === kind}
      losesNothing
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Suspense fallback={<Skeleton height={160} />}>
        <CaseFinder near={near} alike={item.subject} exceptId={item.id} chosen={other} onChoose={setOther} />
      </Suspense>
      {other && linked && (
        <p className={classes.linked} role="status">
          {t(`case.linked.already.${linked.kind}`, { reference: other.reference })}
        </p>
      )}
      <Radio.Group
        label={t('case.linked.how')}
        value={kind}
        onChange={(chosen) => setKind(kinds.find((one) => one === chosen) ?? 'related')}
      >
        <Stack gap={6} mt={6}>
          {kinds.map((one) => (
            <Radio key={one} value={one} label={t(`case.linked.kind.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
