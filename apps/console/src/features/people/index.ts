export { MergePerson } from './lazy.js';
export { Person } from './person.js';
export { WhoField, type Who } from './who-field.js';
