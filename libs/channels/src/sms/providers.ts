// One line for each company that carries SMS.
export { twilio } from './twilio/twilio.js';
