/** Reads numbers and sections of a file in order. A length that leads beyond the end throws, so that no length is believed. */
export class ByteReader {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.byteLength - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.moved(1));
  }

  u16(): number {
    return this.view.getUint16(this.moved(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.moved(4), true);
  }

  /** Returns a section without a copy. */
  take(length: number): Uint8Array {
    const from = this.moved(length);
    return this.bytes.subarray(from, from + length);
  }

  private moved(length: number): number {
    if (length > this.left) throw new RangeError('The file ends before its content.');
    const from = this.at;
    this.at += length;
    return from;
  }
}
