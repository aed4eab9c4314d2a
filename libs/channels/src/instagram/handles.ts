import { scopedHandles } from '../meta/scoped-handles.js';

/** A person has another id for each professional account. */
export const { personHandle, accountHandle, identify, personIdFor } = scopedHandles('instagram');
