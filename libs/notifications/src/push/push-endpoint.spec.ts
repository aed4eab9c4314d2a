import { assertPushEndpoint } from './push-endpoint.js';

const SERVICES = ['fcm.googleapis.com', 'notify.windows.com'];
const isTaken = (endpoint: string) => {
  try {
    assertPushEndpoint(endpoint, SERVICES);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-request' });
    return false;
  }
};

describe('the address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://FCM.googleapis.com/fcm/send/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
  ])('is taken: %s', (endpoint) => expect(isTaken(endpoint)).toBe(true));

  // Threats: A074.
  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com@127.0.0.1/fcm/send/abc',
    'https://user:word@fcm.googleapis.com/fcm/send/abc',
    'https://127.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://evil-fcm.googleapis.com.example.org/',
    'https://evilnotify.windows.com/',
    'https://googleapis.com/',
    'file:///etc/passwd',
    'fcm.googleapis.com',
    '',
  ])('is refused: %s', (endpoint) => expect(isTaken(endpoint)).toBe(false));
});
