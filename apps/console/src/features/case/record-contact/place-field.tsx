import type { CaseSummary } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MOST_OPEN_CASES } from './open-cases-field.js';
import classes from './place-field.module.css';
import type { ContactForm } from './use-contact-form.js';

interface Props extends Pick<ContactForm, 'draft' | 'change' | 'openCases' | 'addTo'> {
  /** The case that is open. */
  item: CaseSummary;
}

/** The choice between the open case, with whom it is about, a new one, and the open ones of whoever was chosen for it, one below the other. */
export function PlaceField({ draft, change, openCases, addTo, item: { citizen } }: Props) {
  const { t } = useTexts();
  const offered = openCases.slice(0, MOST_OPEN_CASES);
  return (
    <SegmentedControl
      fullWidth
      orientation={offered.length > 0 ? 'vertical' : 'horizontal'}
      className={classes.place}
      aria-label={t('case.contact.place')}
      data={[
        {
          value: 'here',
          label: citizen ? t('case.contact.hereOf', { name: displayName(citizen.name) }) : t('case.contact.here'),
        },
        { value: 'new', label: t('case.contact.elsewhere') },
        ...offered.map(({ id, reference, subject }) => ({
          value: id,
          label: (
            <>
              {reference} <bdi>{subject || t('common.noSubject')}</bdi>
            </>
          ),
        })),
      ]}
      value={draft.place === 'here' ? 'here' : (addTo ?? 'new')}
      onChange={(next) => {
        if (next === 'here') return change({ place: 'here' });
        change({ place: 'new', addTo: next === 'new' ? undefined : next });
      }}
    />
  );
}
