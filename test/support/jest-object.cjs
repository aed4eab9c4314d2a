/* global jest -- Jest hands it in to what it loads itself. */
/* oxlint-disable typescript/no-unsafe-assignment */
module.exports = jest;
