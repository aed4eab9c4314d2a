/** A setting of the environment that the product cannot start with. The message is one line for whoever starts it. */
export class SettingError extends Error {
  constructor(
    readonly setting: string,
    expected: string,
  ) {
    super(`${setting}: ${expected}`);
    this.name = 'SettingError';
  }
}
