import pino, { type DestinationStream, type Logger } from 'pino';

/** One JSON object a line. */
export const openLog = (level: string, stream?: DestinationStream): Logger =>
  pino({ level, base: null, serializers: { err: withoutWords } }, stream);

export type Logged = {
  readonly type: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: Logged;
};

/** Messages of errors, those of a database above all, may quote what people wrote; what it is and where it broke say enough. */
export function withoutWords(error: unknown): Logged {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack, cause, code } = error as Error & { readonly code?: unknown };
  const lines = (stack ?? '').split('\n');
  const places = lines.slice(lines.findLastIndex((line) => !isPlace.test(line)) + 1).join('\n');
  return {
    type: name,
    ...(isName(code) && { code }),
    ...(places !== '' && { stack: places }),
    ...(cause instanceof Error && { cause: withoutWords(cause) }),
  };
}

const isPlace = /^ {4}at .*(:\d+:\d+|<anonymous>|native)\)?$/;

/** ECONNREFUSED, 23505, P2010 */
const isName = (code: unknown): code is string => typeof code === 'string' && /^[\w-]{1,40}$/.test(code);
