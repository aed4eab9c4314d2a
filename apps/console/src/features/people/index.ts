export { MergePerson } from './lazy-components.js';
export { PersonPanel } from './person-panel.js';
export { PersonField, type PersonChoice } from './person-field.js';
export { PersonAddressField } from './person-address-field.js';
