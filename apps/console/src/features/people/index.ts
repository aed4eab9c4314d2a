export { MergePerson } from './lazy-components.js';
export { namesakeOfDoubted } from './doubt-of-handle.js';
export { addressesText } from './distinguishing-text.js';
export { PersonPanel } from './person-panel.js';
export { PersonChoiceField, type PersonChoice } from './person-choice-field.js';
export { AddressChoiceField } from './address-choice-field.js';
