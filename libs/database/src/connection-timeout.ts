/**
 * How long a connection is waited for, be it that a new one is made or that another statement gives one back. Both take long on a busy
 * machine, where it is better to wait than to be refused; half of the 60 s after which a reverse proxy gives up, and a statement is ended.
 */
export const CONNECT_MS = 30_000;
