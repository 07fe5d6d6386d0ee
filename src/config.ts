import { z } from 'zod';
import { SetupRefusal } from './domain/setup-refusal.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().regex(/^[A-Za-z0-9_-]{8,256}$/, 'needs 8 to 256 of A-Z a-z 0-9 _ -');
const url = z.url({ protocol: /^https?$/ });
const mode = z.enum(['polling', 'webhook']);
const zone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'is no time zone');

/** An empty value is as good as none. */
const environment = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
    DATA_DIR: z.string().default('./data'),
    PORT: port.default(3000),
    HOST: z.string().optional(),
    PUBLIC_URL: url.optional(),
    TIME_ZONE: zone.default('Asia/Ho_Chi_Minh'),
    LOCALE: z.enum(['vi', 'en']).default('vi'),
    DEMO: z.enum(['1', 'empty', '0']).optional(),
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
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .superRefine((read, found) => {
    const wrong = (path: string, message: string) =>
      found.addIssue({ code: 'custom', path: [path], message });
    for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
      if (read.S3_BUCKET && !read[name]) wrong(name, 'is needed where S3_BUCKET is set');
    if (!read.S3_BUCKET && (read.S3_ENDPOINT || read.S3_ACCESS_KEY_ID || read.S3_SECRET_ACCESS_KEY))
      wrong('S3_BUCKET', 'is needed where another S3 setting is');
    const hooked = (token: unknown, how: string) => token !== undefined && how === 'webhook';
    for (const [token, how, name] of [
      [read.TELEGRAM_BOT_TOKEN, read.TELEGRAM_MODE, 'TELEGRAM'],
      [read.ZALO_BOT_TOKEN, read.ZALO_BOT_MODE, 'ZALO_BOT'],
    ] as const) {
      if (!hooked(token, how)) continue;
      if (!read.PUBLIC_URL) wrong('PUBLIC_URL', `is needed where ${name}_MODE is webhook`);
      if (!read[`${name}_WEBHOOK_SECRET`])
        wrong(`${name}_WEBHOOK_SECRET`, `is needed where ${name}_MODE is webhook`);
    }
  });

export type Config = z.infer<typeof environment>;

/** Every mistake at once, one a line. */
export class ConfigMistakes extends SetupRefusal {}

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigMistakes(`The settings can not be used:\n${lines.join('\n')}`);
}
