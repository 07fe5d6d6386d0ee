import sharp from 'sharp';

/** The smallest thing that is a PDF. */
export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** A picture with what a camera writes into it: its name, and where it stood. */
export const photo = (shade = 120): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 90, b: 60 } } })
    .withExif({
      IFD0: { Make: 'Camera of Ba Tri' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '10/1 3/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '106/1 35/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();

/** What a phone's voice message begins with: a page of Ogg with the head of Opus. */
export const voice = Buffer.concat([
  Buffer.from('OggS'),
  Buffer.from([0, 2]),
  Buffer.alloc(20),
  Buffer.from([1, 19]),
  Buffer.from('OpusHead'),
  Buffer.from([1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]),
]);
