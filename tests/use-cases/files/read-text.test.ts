import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentKind } from '../../../src/domain/file-kind.ts';
import { readText, type TextRead } from '../../../src/use-cases/files/read-text.ts';
import { container, docx, pdfOf } from '../../support/office-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-text-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(found: string, name: string, bytes: Buffer): Promise<TextRead> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readText(path, documentKind(found, name)!);
}

/** An archive of such entries, as any packer writes it. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const packed = deflateRawSync(Buffer.from(text));
    const file = Buffer.alloc(30);
    file.writeUInt32LE(0x04034b50, 0);
    file.writeUInt16LE(8, 8);
    file.writeUInt32LE(packed.length, 18);
    file.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(file, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

const secret: TextRead = { isSecret: true };

describe('a stamp is found', () => {
  const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  it.each([
    ['docx', 'a paragraph', { 'word/document.xml': paragraph('M&#7852;T') }],
    [
      'docx',
      'beside something, by a tab',
      { 'word/document.xml': '<w:p><w:t>MẬT</w:t><w:tab/><w:t>Số 1</w:t></w:p>' },
    ],
    [
      'docx',
      'a watermark',
      { 'word/header1.xml': '<w:p><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:p>' },
    ],
    [
      'docx',
      'a text box in a paragraph',
      {
        'word/document.xml': `<w:p><w:t>Kính gửi</w:t><w:txbxContent>${paragraph('MẬT')}</w:txbxContent></w:p>`,
      },
    ],
    ['xlsx', 'a cell', { 'xl/sharedStrings.xml': '<si><t>Số</t></si><si><t>TỐI MẬT</t></si>' }],
    [
      'xlsx',
      'a header of the sheet',
      { 'xl/worksheets/sheet1.xml': '<oddHeader>&amp;LUBND&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader>' },
    ],
    ['pptx', 'a master', { 'ppt/slideMasters/slideMaster1.xml': '<a:p><a:r><a:t>MẬT</a:t></a:r></a:p>' }],
    ['odt', 'its text', { 'content.xml': '<text:p>Số 1</text:p><text:p>MẬT</text:p>' }],
    ['ods', 'a cell', { 'content.xml': '<table:table-cell><text:p>MẬT</text:p></table:table-cell>' }],
    [
      'odp',
      'a slide',
      { 'content.xml': '<draw:frame><text:p><text:span>TUYỆT </text:span>MẬT</text:p></draw:frame>' },
    ],
  ] as const)('%s: %s', async (kind, _, entries) => {
    expect(await read(kind, `a.${kind}`, zip(entries))).toEqual(secret);
  });

  it('rtf', async () => {
    const rtf = (line: string) =>
      Buffer.from(`{\\rtf1\\ansi{\\fonttbl{\\f0 MẬT;}}\\f0 T\\'ecnh\\par ${line}\\par X}`, 'latin1');
    expect(await read('rtf', 'a.rtf', rtf('M\\u7852?T'))).toEqual(secret);
    expect(await read('rtf', 'b.rtf', rtf("M\\uc1\\u7852\\'c2T"))).toEqual(secret);
    expect(await read('rtf', 'c.rtf', rtf('m\\u7853?t \\u273?\\u7897?'))).toEqual({});
  });

  it('pdf, on any page, also beside one that is a picture', async () => {
    expect(await read('pdf', 'a.pdf', pdfOf([{ lines: ['Một'] }, { lines: ['Hai', 'MẬT'] }]))).toEqual(
      secret,
    );
    expect(await read('pdf', 'b.pdf', pdfOf(['picture', { lines: ['TUYỆT MẬT'] }]))).toEqual(secret);
  });

  it('Office of before 2007, where it stands as plain text', async () => {
    expect(await read('cfb', 'a.doc', container('Báo cáo\rTỐI MẬT\rSố 1'))).toEqual(secret);
  });
});

describe('nothing is found', () => {
  it('in ordinary words', async () => {
    expect(
      await read('docx', 'a.docx', await docx(['Mật độ dân số', 'Gắn bó mật thiết', 'BẢO VỆ BÍ', 'MẬT'])),
    ).toEqual({});
    expect(await read('pdf', 'a.pdf', pdfOf([{ lines: ['BÁO CÁO MẬT ĐỘ', 'bí mật'] }]))).toEqual({});
  });

  it('in names of styles, and the rest that nobody sees', async () => {
    const entries = {
      'word/styles.xml': '<w:p><w:t>MẬT</w:t></w:p>',
      'word/document.xml': '<w:p><w:t>Xin chào</w:t></w:p>',
    };
    expect(await read('docx', 'b.docx', zip(entries))).toEqual({});
  });
});

describe('what can not be read is said', () => {
  it.each([
    ['pdf', 'a.pdf', pdfOf(['picture']), 'scan'],
    ['pdf', 'b.pdf', pdfOf([{ lines: ['có chữ'] }, 'picture']), 'scan'],
    ['pdf', 'c.pdf', Buffer.from('%PDF-1.7 and no more'), 'scan'],
    ['pdf', 'd.pdf', pdfOf([{ lines: ['x'] }], '/Encrypt 9 0 R'), 'locked'],
    ['docx', 'e.docx', zip({ 'word/document.xml': '<w:p><w:drawing/></w:p>' }), 'scan'],
    ['odt', 'f.odt', zip({ 'META-INF/manifest.xml': '<m:encryption-data/>', 'content.xml': 'x' }), 'locked'],
    ['cfb', 'g.xlsx', container('EncryptedPackage'), 'locked'],
    ['cfb', 'h.xls', container('Báo cáo'), 'old'],
    ['docx', 'i.docx', Buffer.from('PK\x03\x04 broken'), 'old'],
    ['jpg', 'j.jpg', Buffer.from('x'), 'picture'],
  ])('%s %s', async (found, name, bytes, unread) => {
    expect(await read(found, name, bytes)).toEqual({ unread });
  });

  it('one that unpacks to far more than it is', async () => {
    const bomb = `<w:p>${' '.repeat(90 * 1024 * 1024)}</w:p>`;
    expect(await read('docx', 'bomb.docx', zip({ 'word/document.xml': bomb }))).toEqual({ unread: 'old' });
  });
});
