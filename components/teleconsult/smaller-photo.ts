/** The longer side of a photo as it leaves the phone: the small print of a paper stays readable, a bad network carries it. */
const LONGER_SIDE = 2000;

/**
 * A photo made smaller on the phone, drawn anew so that place and camera stay out. What this browser cannot draw (HEIC, a
 * PDF, what is too large for it) goes as it is: the server says what is wrong with it.
 */
export async function smallerPhoto(file: File): Promise<Blob> {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGER_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return drawn ?? file;
  } catch {
    return file;
  }
}
