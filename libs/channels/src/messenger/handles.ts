import { scopedHandles } from '../meta/scoped-handles.js';

/** A person has another id for each page. */
export const { personHandle, accountHandle: pageHandle, identify, personIdFor } = scopedHandles('messenger');
