import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { download } from '../../kit/download-file.js';
import { apiUrl, authorization } from './api-client.js';
import type { TwilioConfig } from './config.js';
import { reason } from './texts.js';

const MEDIA = /^\/2010-04-01\/Accounts\/AC\w{32}\/Messages\/(?:MM|SM)\w{32}\/Media\/ME\w{32}$/;

/**
 * A picture of an MMS. Asked of Twilio with our credentials, which redirects to a store of files that must not get them:
 * one redirect is followed, to a place as well protected as Twilio itself.
 */
export async function fetchMedia(source: string, config: TwilioConfig, io: ChannelIo) {
  const path = URL.canParse(source) ? new URL(source).pathname : source;
  if (!MEDIA.test(path)) throw new ChannelError(reason('not-twilio-file'), { retryable: false });
  const url = apiUrl(path, config);
  const first = await io.fetch(url, { headers: { authorization: authorization(config) } });
  const response = isRedirect(first) ? await io.fetch(await placeOf(first, url)) : first;
  return download(response);
}

const isRedirect = ({ status }: Response): boolean => [301, 302, 303, 307, 308].includes(status);

async function placeOf(response: Response, from: string): Promise<string> {
  await response.body?.cancel();
  const location = response.headers.get('location') ?? '';
  const place = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const isProtected =
    place?.protocol === 'https:' || (place !== undefined && place.protocol === new URL(from).protocol);
  if (!isProtected) throw new ChannelError(reason('file-unprotected'), { retryable: false });
  return place.href;
}
