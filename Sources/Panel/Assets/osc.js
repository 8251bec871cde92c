// SPDX-License-Identifier: MIT
// OSC messages as bytes, and back: the types that docs/osc.md uses.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts end with a zero; everything begins at a multiple of four bytes. */
const padded = (count) => (count + 3) & ~3;

/** The bytes of a message. `types` are OSC's letters, one for each argument. */
export function encode(path, types = "", values = []) {
  if (types.length !== values.length) throw new Error(`${path}: ${types.length} types, ${values.length} values`);
  const parts = [text(path), text("," + types)];
  for (let index = 0; index < types.length; index++) parts.push(argument(types[index], values[index]));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}

function text(value) {
  const characters = encoder.encode(value);
  const bytes = new Uint8Array(padded(characters.length + 1));
  bytes.set(characters);
  return bytes;
}

function argument(type, value) {
  const bytes = new Uint8Array(type === "h" ? 8 : 4);
  const view = new DataView(bytes.buffer);
  switch (type) {
    case "i": view.setInt32(0, value); return bytes;
    case "f": view.setFloat32(0, value); return bytes;
    case "h": view.setBigInt64(0, BigInt(value)); return bytes;
    case "m": bytes.set(value); return bytes;
    case "s": return text(value);
    default: throw new Error(`no argument of type ${type} is sent`);
  }
}

/** A message of the server: its path and its arguments; null for bytes that are none. */
export function decode(buffer) {
  try {
    return new Reader(buffer).message();
  } catch {
    return null; // Cut off: nothing of it can be relied on.
  }
}

class Reader {
  #view;
  #place = 0;

  constructor(buffer) {
    this.#view = new DataView(buffer);
  }

  message() {
    const path = this.#text();
    const types = this.#text();
    if (!path.startsWith("/") || !types.startsWith(",")) return null;
    return { path, values: [...types.slice(1)].map((type) => this.#argument(type)) };
  }

  #text() {
    let end = this.#place;
    while (this.#view.getUint8(end) !== 0) end++;
    const value = decoder.decode(this.#bytes(this.#place, end - this.#place));
    this.#place = padded(end + 1);
    return value;
  }

  #argument(type) {
    const start = this.#place;
    switch (type) {
      case "i": this.#place += 4; return this.#view.getInt32(start);
      case "f": this.#place += 4; return this.#view.getFloat32(start);
      case "h": this.#place += 8; return Number(this.#view.getBigInt64(start));
      case "m": this.#place += 4; return this.#bytes(start, 4);
      case "t": this.#place += 8; return null; // Moments mean nothing to a page: its clock is another.
      case "s": return this.#text();
      case "b": {
        const count = this.#view.getInt32(start);
        this.#place += 4 + padded(count);
        return this.#bytes(start + 4, count);
      }
      default: throw new Error(`no argument of type ${type} is known`);
    }
  }

  #bytes(start, count) {
    return new Uint8Array(this.#view.buffer, start, count);
  }
}
