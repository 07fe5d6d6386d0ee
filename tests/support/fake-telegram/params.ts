import type { Upload, Values } from './body.ts';
import { refuse } from './refuse.ts';

/** Reads the parameters of one call strictly; what nobody asked for is a parameter the method does not have. */
export class Params {
  readonly #values: Values;
  readonly #read = new Set(['method']);

  constructor(values: Values) {
    this.#values = values;
  }

  string(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'string') return value;
    return refuse(400, `Bad Request: field "${name}" must be of type String`);
  }

  integer(name: string): number | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (Number.isSafeInteger(number)) return number as number;
    return refuse(400, `Bad Request: field "${name}" must be of type Number`);
  }

  boolean(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    return refuse(400, `Bad Request: field "${name}" must be of type Boolean`);
  }

  /** An object or array, given as such in a JSON body and as a JSON string in any other. */
  json(name: string): unknown {
    const value = this.#take(name);
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return refuse(400, `Bad Request: can't parse ${name} JSON object`);
    }
  }

  file(name: string): string | Upload | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'string' || isUpload(value)) return value;
    return refuse(400, `Bad Request: field "${name}" must be a file or a string`);
  }

  ignore(...names: readonly string[]): void {
    for (const name of names) this.#read.add(name);
  }

  unread(): readonly string[] {
    return Object.keys(this.#values).filter((name) => !this.#read.has(name));
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#values[name] ?? undefined;
  }
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && Buffer.isBuffer((value as { bytes?: unknown }).bytes);
