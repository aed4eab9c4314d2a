// One line for each company that carries SMS.
export { ovhcloud } from './ovhcloud/ovhcloud.js';
export { twilio } from './twilio/twilio.js';
