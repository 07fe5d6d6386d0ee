import pg from 'pg';
import { SetupRefusal } from '../domain/setup-refusal.ts';

const patienceMs = 15_000;

/** A first connection to the database server; what stands in its way is said in a sentence for the operator. */
export async function connectFirst(url: string): Promise<pg.Client> {
  const client = clientOf(url);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new SetupRefusal(troubleOf(client, error as ConnectError));
  }
}

function clientOf(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  } catch {
    // Not with its cause: that holds the address, and so the password.
    throw new SetupRefusal(
      'DATABASE_URL can not be read. It is postgresql://USER:PASSWORD@HOST:PORT/DATABASE; in the password, # / ? @ % are written %23 %2F %3F %40 %25.',
    );
  }
}

type ConnectError = Error & { readonly code?: string; readonly severity?: string };

function troubleOf({ host, port, user, database }: pg.Client, error: ConnectError): string {
  const server = `The database server at ${host}:${port}`;
  const { code, severity, message } = error;
  if (code === '28P01' || code === '28000' || message.startsWith('SASL'))
    return `${server} does not let ${user} in: the name or the password is wrong. Correct DATABASE_URL.`;
  if (code === '3D000')
    return `${server} has no database ${database}. Create it (createdb ${database}), or correct DATABASE_URL.`;
  if (severity) return `${server} refuses the connection: ${message}.`;
  return `${server} does not answer (${code ?? message}). Start it, or correct DATABASE_URL.`;
}
