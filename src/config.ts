import { z } from 'zod';
import { SetupRefusal } from './domain/setup-refusal.ts';

const portSentence = 'must be a whole number from 0 to 65535';
const port = z
  .string()
  .regex(/^\d{1,5}$/, portSentence)
  .transform(Number)
  .refine((number) => number <= 65_535, portSentence);
const secret = z.string().regex(/^[A-Za-z0-9_-]{8,256}$/, 'needs 8 to 256 of A-Z a-z 0-9 _ -');
const url = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' });
const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
const mode = oneOf(['polling', 'webhook']);
const zone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'is no time zone');

/** An empty value is as good as none. */
const environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  PORT: port.default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: url.optional(),
  TIME_ZONE: zone.default('Asia/Ho_Chi_Minh'),
  LOCALE: oneOf(['vi', 'en']).default('vi'),
  DEMO: oneOf(['1', 'empty', '0']).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'is not the form of a bot token')
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_MODE: mode.default('polling'),
  TELEGRAM_WEBHOOK_SECRET: secret.optional(),
  ZALO_BOT_TOKEN: z.string().min(1).optional(),
  ZALO_BOT_API_ROOT: url.default('https://bot-api.zaloplatforms.com'),
  ZALO_BOT_MODE: mode.default('webhook'),
  ZALO_BOT_WEBHOOK_SECRET: secret.optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the form of a bucket name')
    .optional(),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** With what a sheet becomes a PDF; else it is looked for on PATH. */
  CHROMIUM: z.string().optional(),
  PATH: z.string().default(''),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Config = z.infer<typeof environment>;

/** Every mistake at once, one a line. */
export class ConfigMistakes extends SetupRefusal {}

type Variables = Readonly<Record<string, string | undefined>>;

export function readConfig(variables: Variables): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  const wrong = read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const lines = [...wrong, ...missing(given)];
  if (!read.success || lines.length > 0)
    throw new ConfigMistakes(`The settings can not be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  return read.data;
}

const needed = (names: readonly string[], given: Variables, where: string): readonly string[] =>
  names.filter((name) => given[name] === undefined).map((name) => `${name}: is needed where ${where}`);

/** What a webhook and a bucket can not do without; asked of what was given, so that another mistake does not hide it. */
function missing(given: Variables): readonly string[] {
  const modes = [
    ['TELEGRAM', given.TELEGRAM_BOT_TOKEN, given.TELEGRAM_MODE],
    ['ZALO_BOT', given.ZALO_BOT_TOKEN, given.ZALO_BOT_MODE ?? 'webhook'],
  ] as const;
  const webhooks = modes.flatMap(([name, token, mode]) =>
    token === undefined || mode !== 'webhook'
      ? []
      : needed(['PUBLIC_URL', `${name}_WEBHOOK_SECRET`], given, `${name}_MODE is webhook`),
  );
  return [...webhooks, ...missingForBucket(given)];
}

function missingForBucket(given: Variables): readonly string[] {
  const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  if (given.S3_BUCKET !== undefined) return needed(keys, given, 'S3_BUCKET is set');
  const other = [...keys, 'S3_ENDPOINT'].some((name) => given[name] !== undefined);
  return other ? needed(['S3_BUCKET'], given, 'another S3 setting is') : [];
}
