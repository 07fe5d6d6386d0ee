import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { PassThrough, pipeline } from 'node:stream';
import type { FileId } from '../domain/identity.ts';
import { heardLater, type Place } from './vault.ts';

export type BucketSettings = {
  readonly bucket: string;
  /** Undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** How many are sent there at one time: each holds a part of five megabytes. */
const sentAtOnce = 4;

/** Files kept in a bucket that speaks S3. Its library is loaded when it is first needed. */
export function bucketPlace(settings: BucketSettings): Place {
  const { bucket: Bucket } = settings;
  let opened: ReturnType<typeof openClient> | undefined;
  const client = () => {
    opened ??= openClient(settings);
    return opened;
  };
  const sending = turnstile(sentAtOnce);

  async function sizeOf(id: FileId): Promise<number | undefined> {
    const { s3, HeadObjectCommand } = await client();
    try {
      const { ContentLength = 0 } = await s3.send(new HeadObjectCommand({ Bucket, Key: id }));
      return ContentLength;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  return {
    async keep(id, { path, size }) {
      if ((await sizeOf(id)) === size) return;
      const { s3, Upload } = await client();
      await sending(async () => {
        const params = { Bucket, Key: id, Body: createReadStream(path), ContentLength: size };
        await new Upload({ client: s3, queueSize: 1, params }).done();
      });
    },
    async open(id) {
      const size = await sizeOf(id);
      if (size === undefined) return undefined;
      return {
        size,
        read: () =>
          late(async () => {
            const { s3, GetObjectCommand } = await client();
            const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: id }));
            return Body as Readable;
          }),
      };
    },
    async drop(id) {
      const { s3, DeleteObjectCommand } = await client();
      await s3.send(new DeleteObjectCommand({ Bucket, Key: id }));
    },
  };
}

async function openClient({ endpoint, region, accessKeyId, secretAccessKey }: BucketSettings) {
  const { S3Client, HeadObjectCommand, GetObjectCommand, DeleteObjectCommand } = await import(
    '@aws-sdk/client-s3'
  );
  const { Upload } = await import('@aws-sdk/lib-storage');
  const s3 = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Buckets of one's own are named in the path, and know no newer checksums.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { s3, Upload, HeadObjectCommand, GetObjectCommand, DeleteObjectCommand };
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && /^(NotFound|NoSuchKey)$/.test(error.name);

/** A stream that begins when its source is there. */
function late(open: () => Promise<Readable>): Readable {
  const through = new PassThrough();
  open().then(
    (source) => pipeline(source, through, () => {}),
    (error: Error) => through.destroy(error),
  );
  return heardLater(through);
}

/** Lets so many through at one time. */
function turnstile(atOnce: number) {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work: () => Promise<void>): Promise<void> => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside++;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside--;
    }
  };
}
