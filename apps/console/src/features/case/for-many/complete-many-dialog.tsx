import type { AskedFor } from '../../../shared/cases/missing-in-refusal.js';
import { FillInFieldForManyDialog } from './fill-in-field-for-many-dialog.js';
import { TickStepsForManyDialog } from './tick-steps-for-many-dialog.js';
import type { CompleteManyProps } from './use-begin-for-many.js';

/** Does in many cases what their type asks for: fills in a field, or ticks steps. */
export const CompleteManyDialog = ({ what, ...props }: CompleteManyProps & { what: AskedFor }) =>
  what === 'field' ? <FillInFieldForManyDialog {...props} /> : <TickStepsForManyDialog {...props} />;
