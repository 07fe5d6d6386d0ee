import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileId } from '../../src/domain/identity.ts';
import { openVault, type Taken, type Vault, wholeOf } from '../../src/store/vault.ts';
import { bucketPlace } from '../../src/store/vault-bucket.ts';
import { folderPlace } from '../../src/store/vault-folder.ts';
import { type FakeS3, startFakeS3 } from '../support/fake-s3.ts';

let folder: string;
let bucket: FakeS3;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-vault-'));
  bucket = await startFakeS3();
});
afterEach(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

const aside = () => join(folder, 'aside');
const places = {
  'a folder': () => folderPlace(join(folder, 'files')),
  'a bucket': () => bucketPlace(bucket.settings),
};

async function taken(vault: Vault, bytes: Buffer): Promise<Taken> {
  const found = await vault.take([bytes.subarray(0, 3), bytes.subarray(3)]);
  if (found === 'too-big') throw new Error('too big');
  return found;
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex') as FileId;

describe.each(Object.entries(places))('a vault in %s', (name, place) => {
  it('keeps what was taken under its hash, once, and nothing is left aside', async () => {
    const vault = openVault(aside(), place());
    const bytes = Buffer.from('Báo cáo tháng 11');
    const id = await (await taken(vault, bytes)).keep();
    expect(id).toBe(hashOf(bytes));
    expect(await (await taken(vault, bytes)).keep()).toBe(id);
    const held = await vault.open(id);
    expect(held?.size).toBe(bytes.length);
    expect(await wholeOf(held!.read())).toEqual(bytes);
    expect(await wholeOf(held!.read())).toEqual(bytes);
    expect(await readdir(aside())).toEqual([]);
    if (name === 'a bucket') expect(bucket.asked.filter((one) => one === 'PUT')).toHaveLength(1);
    expect(bucket.problems).toEqual([]);
  });

  it('keeps what is larger than one part', async () => {
    const vault = openVault(aside(), place());
    const bytes = Buffer.alloc(12 * 1024 * 1024, 'văn bản ');
    const id = await (await taken(vault, bytes)).keep();
    expect((await wholeOf((await vault.open(id))!.read())).equals(bytes)).toBe(true);
    if (name === 'a bucket') expect(bucket.asked.filter((one) => one === 'PUT part')).toHaveLength(3);
    expect(bucket.problems).toEqual([]);
  });

  it('drops, and does not know what it never had', async () => {
    const vault = openVault(aside(), place());
    const id = await (await taken(vault, Buffer.from('x'.repeat(9)))).keep();
    await vault.drop(id);
    await vault.drop(id);
    expect(await vault.open(id)).toBeUndefined();
    expect(await vault.open('../etc/passwd' as FileId)).toBeUndefined();
  });

  it('takes no more than it may, and nothing of what breaks off', async () => {
    const vault = openVault(aside(), place());
    expect(await vault.take([Buffer.alloc(6), Buffer.alloc(6)], 11)).toBe('too-big');
    expect(await vault.take([Buffer.alloc(6), Buffer.alloc(5)], 11)).not.toBe('too-big');
    const broken = async function* () {
      yield Buffer.alloc(6);
      throw new Error('the line broke');
    };
    await expect(vault.take(broken())).rejects.toThrow('the line broke');
    expect(await readdir(aside())).toHaveLength(1);
  });
});

it('a bucket that is away is a fault, not an absent file', async () => {
  const vault = openVault(aside(), places['a bucket']());
  bucket.fail('HEAD', 403, 5);
  await expect(vault.open(hashOf(Buffer.from('a')))).rejects.toThrow();
});

it('one that goes away before it is read is told to the reader, however late', async () => {
  const vault = openVault(aside(), places['a bucket']());
  const id = await (await taken(vault, Buffer.from('abc'))).keep();
  const held = await vault.open(id);
  bucket.fail('GET', 403, 5);
  const stream = held!.read();
  await new Promise((resolve) => stream.once('close', resolve));
  await expect(wholeOf(stream)).rejects.toThrow();
});

it('what a process that died left aside goes when the next one takes something', async () => {
  const first = openVault(aside(), places['a folder']());
  await (await taken(first, Buffer.from('first'))).keep();
  await writeFile(join(aside(), 'old'), 'x');
  await writeFile(join(aside(), 'young'), 'x');
  await utimes(join(aside(), 'old'), new Date('2018-11-01'), new Date('2018-11-01'));
  await (await taken(openVault(aside(), places['a folder']()), Buffer.from('second'))).keep();
  expect(await readdir(aside())).toEqual(['young']);
});
