import { fileTypeFromFile } from 'file-type';
import type { Taken, Vault } from '../../store/vault.ts';

/** A picture as it comes in, without what the camera wrote of itself and of the place: that is never kept. */
export async function withoutPlace<Took extends Taken | 'too-big'>(
  vault: Pick<Vault, 'take'>,
  taken: Took,
): Promise<Taken | Took> {
  if (taken === 'too-big' || taken.size === 0) return taken;
  const found = await fileTypeFromFile(taken.path);
  if (!found?.mime.startsWith('image/')) return taken;
  const { default: sharp } = await import('sharp');
  const upright = sharp(taken.path, { limitInputPixels: 100_000_000 })
    .rotate()
    .jpeg({ quality: 92, force: false });
  // What is no picture after all is refused when its turn comes.
  const clean = await vault.take(upright).catch(() => undefined);
  if (clean === undefined || clean === 'too-big') return taken;
  await taken.drop();
  return clean;
}
