import { Binary, type ClientSession } from 'mongodb';
import type { Content } from '../../gen/atrium/common/v1/common.js';
import type { Store } from '../../kit/store.js';
import type { Picture } from './picture.js';

type PictureDocument = { _id: string; hash: string; data: Binary };

/** The pictures of people and of the company, each under "OWNER/SIZE". They are small, so each is one document. */
export type PictureStore = {
  put(owner: string, picture: Picture, session: ClientSession): Promise<void>;
  /** Undefined where the owner has no picture. */
  get(owner: string, size: string): Promise<Content | undefined>;
};

export function pictureStore(store: Store): PictureStore {
  const pictures = store.collection<PictureDocument>('pictures');
  return {
    async put(owner, { hash, sizes }, session) {
      for (const [size, data] of sizes)
        await pictures.replaceOne({ _id: `${owner}/${size}` }, { hash, data: new Binary(data) }, { upsert: true, session });
    },
    async get(owner, size) {
      const picture = await pictures.findOne({ _id: `${owner}/${size}` });
      return picture
        ? { contentType: 'image/webp', data: Buffer.from(picture.data.buffer), etag: `${picture.hash}-${size}` }
        : undefined;
    },
  };
}
