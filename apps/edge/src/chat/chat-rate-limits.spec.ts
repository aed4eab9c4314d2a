import { callerOf } from './chat-rate-limits.js';

describe('the caller of a socket', () => {
  // Threats: R11.
  it.each([
    ['8.8.8.8', '', '8.8.8.8', 'calls by themselves'],
    ['127.0.0.1', '8.8.4.4', '8.8.4.4', 'comes by our proxy'],
    ['10.0.0.7', '1.2.3.4, 8.8.4.4', '8.8.4.4', 'cannot say for whom they call: our proxy has seen them'],
    ['8.8.8.8', '1.2.3.4', '8.8.8.8', 'is no proxy of ours, whatever they say'],
    ['127.0.0.1', '', '127.0.0.1', 'is at home'],
    ['172.16.0.1', '192.168.1.20', '192.168.1.20', 'is within the house, behind our proxy'],
  ])('%s for %s is %s: %s', (peer, forwarded, caller) => expect(callerOf(peer, forwarded)).toBe(caller));
});
