import { fileTypeFromBuffer } from 'file-type';

/** A picture as it comes in, without what the camera wrote of itself and of the place: that never reaches a disk. */
export async function withoutPlace(bytes: Buffer): Promise<Buffer> {
  const found = await fileTypeFromBuffer(bytes);
  if (!found?.mime.startsWith('image/')) return bytes;
  const { default: sharp } = await import('sharp');
  const upright = sharp(bytes, { limitInputPixels: 100_000_000 })
    .rotate()
    .jpeg({ quality: 92, force: false });
  // What is no picture after all is refused when its turn comes.
  return upright.toBuffer().catch(() => bytes);
}
