/** What the server takes. */
const mostBytes = 5 * 1024 * 1024;
/** A picture that is small already keeps its bytes, so that what is sharp stays sharp. */
const smallBytes = 1024 * 1024;
/** No picture is shown larger. */
const longestEdge = 1024;

/** The picture in base64, made smaller where it is larger than it is ever shown; undefined where it cannot be read and is too large to send. */
export async function pictureToSend(file: Blob): Promise<string | undefined> {
  const small = file.size <= smallBytes ? file : ((await shrink(file)) ?? file);
  return small.size > mostBytes ? undefined : toBase64(small);
}

/** Undefined where the browser can't read the picture. */
async function shrink(file: Blob): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.92 });
}

/** The bytes as JSON carries them. */
export function toBase64(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(bytes);
  });
}
