import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, MalformedForm, partsOf, textOf } from '../../src/domain/multipart.ts';

const most = Number.POSITIVE_INFINITY;

async function posted(form: FormData): Promise<{ body: Buffer; boundary: string }> {
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('content-type') ?? '') ?? '';
  return { boundary, body: Buffer.from(await request.arrayBuffer()) };
}

const cut = (body: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(body.length / size) }, (_, at) => body.subarray(at * size, (at + 1) * size));

describe('a form as it comes', () => {
  it('is read the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.integer({ min: 1, max: 400 }),
        async (bytes, words, size) => {
          const form = new FormData();
          form.set('caption', words);
          form.set('file', new File([new Uint8Array(bytes)], `ảnh "${words.replaceAll(/[\r\n]/g, '')}".jpg`));
          form.set('id', '1');
          const { body, boundary } = await posted(form);
          const read: unknown[] = [];
          for await (const part of partsOf(cut(body, size), boundary)) {
            const text = await textOf(part.bytes, most);
            read.push([part.name, part.fileName, text]);
          }
          const whole = await new Request('http://localhost', {
            method: 'POST',
            body: new Uint8Array(body),
            headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
          }).formData();
          const file = whole.get('file') as File;
          expect(read).toEqual([
            ['caption', undefined, whole.get('caption')],
            ['file', file.name, Buffer.from(await file.arrayBuffer()).toString('utf8')],
            ['id', undefined, '1'],
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('passes over what nobody reads, or only begins to read', async () => {
    const form = new FormData();
    form.set('file', new File(['x'.repeat(5000)], 'a'));
    form.set('big', new File(['y'.repeat(5000)], 'b'));
    form.set('id', '7');
    const { body, boundary } = await posted(form);
    const names: string[] = [];
    for await (const part of partsOf(cut(body, 100), boundary)) {
      names.push(part.name);
      if (part.name === 'big') for await (const _ of part.bytes) break;
    }
    expect(names).toEqual(['file', 'big', 'id']);
  });

  it('is malformed where it ends in its middle, or never begins', async () => {
    const form = new FormData();
    form.set('file', new File(['x'.repeat(500)], 'a'));
    const { body, boundary } = await posted(form);
    const read = async (bytes: Buffer) => {
      for await (const part of partsOf([bytes], boundary)) await textOf(part.bytes, most);
    };
    for (const length of [0, 10, 80, 300, body.length - 20])
      await expect(read(body.subarray(0, length)), String(length)).rejects.toThrow(MalformedForm);
  });
});
