import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OrgProcess, orgProcess } from './process.testing.js';

let tested: OrgProcess;
let people: OrgProcess['people'];

beforeAll(async () => {
  tested = await orgProcess();
  people = tested.people;
});
afterAll(() => tested.process.stop());

describe('the photo', () => {
  const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#358' } });

  test('is cut to a square, in three sizes, without what the camera wrote into it', async () => {
    const boris = await tested.newcomer('photo');
    const jpeg = await picture(900, 600)
      .withExif({ IFD0: { Artist: 'A secret place' } })
      .jpeg()
      .toBuffer();
    const { photoUrl } = await boris.setEmployeePhoto({ id: 'photo', image: jpeg });
    expect(photoUrl).toMatch(/^\/v1\/employees\/photo\/photo\?v=[0-9a-f]{16}$/);
    for (const size of [64, 128, 512]) {
      const { contentType, data } = await boris.getEmployeePhoto({ id: 'photo', size });
      expect(contentType).toBe('image/webp');
      expect(data.length).toBeLessThan(200_000);
      expect(await sharp(data).metadata()).toMatchObject({ width: size, height: size, format: 'webp' });
      expect((await sharp(data).metadata()).exif).toBeUndefined();
    }
    const again = await boris.setEmployeePhoto({ id: 'photo', image: jpeg });
    expect(again.version).toBe(2);
    await expect(boris.setEmployeePhoto({ id: 'anna', image: jpeg })).rejects.toMatchObject({ reason: 'DENIED' });
    await expect(boris.getEmployeePhoto({ id: 'anna' })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  });

  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['text', () => Buffer.from('not a picture')],
    [
      'a vector drawing',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    ],
    ['half a picture', async () => (await picture(300, 300).png().toBuffer()).subarray(0, 150)],
    ['a picture that unpacks to hundreds of megabytes', () => picture(9_000, 7_000).png({ compressionLevel: 9 }).toBuffer()],
  ])('%s is refused', async (_, image) => {
    await expect(people.setEmployeePhoto({ id: 'anna', image: await image() })).rejects.toMatchObject({ reason: 'NOT_AN_IMAGE' });
  });
});
