import { codesIn, prepare } from "./read-codes.ts";
import { LONGEST_TEXT, missingParts } from "./sort-text.ts";

/** The parts of the page that reads codes, by their ids; the words stand beside them. */
export type ReaderWords = {
  scan: string;
  stop: string;
  aim: string;
  more: string;
  read: string;
  cameraFailed: string;
  noCode: string;
};

type Reader = {
  button: HTMLButtonElement;
  video: HTMLVideoElement;
  file: HTMLInputElement;
  says: HTMLElement;
  words: ReaderWords;
  /** What is done with a text that is whole. */
  onText: (text: string) => void;
};

const LOOK_EVERY = 200;

/**
 * Lets a page read codes by camera, from a picture or from a file: the same where React draws the page and where there is
 * no network. Answers how to let go of it.
 */
export function attachReader({ button, video, file, says, words, onText }: Reader): () => void {
  let stream: MediaStream | null = null;
  let held: string[] = [];

  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.hidden = true;
    button.textContent = words.scan;
  };

  /** Takes a code; true when all of it is there. A card in numbered parts waits for the others. */
  const take = (codes: readonly string[]): boolean => {
    const parts = codes.filter((code) => /^shc:\/\d+\/\d+\//i.test(code));
    if (parts.length === 0) {
      onText(codes.join("\n"));
      return true;
    }
    held = [...new Set([...held, ...parts])];
    const missing = missingParts(held);
    if (missing.length > 0) {
      const of = held.length + missing.length;
      says.textContent = words.more.replace("{held}", String(held.length)).replace("{of}", String(of));
      return false;
    }
    onText(held.join("\n"));
    held = [];
    return true;
  };

  const look = async () => {
    const running = stream;
    while (stream && stream === running) {
      const { videoWidth, videoHeight } = video;
      const codes = videoWidth > 0 ? await codesIn(video, videoWidth, videoHeight, [1_200]) : [];
      if (codes.length > 0 && stream === running && take(codes)) {
        stop();
        return;
      }
      await new Promise((next) => setTimeout(next, LOOK_EVERY));
    }
  };

  const scan = async () => {
    if (stream) {
      says.textContent = "";
      return stop();
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1_920 }, height: { ideal: 1_080 } },
      });
      video.srcObject = stream;
      video.hidden = false;
      button.textContent = words.stop;
      says.textContent = words.aim;
      await video.play();
      await look();
    } catch {
      stop();
      says.textContent = words.cameraFailed;
    }
  };

  const open = async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    says.textContent = "";
    try {
      if (!chosen.type.startsWith("image/")) {
        onText(chosen.size > LONGEST_TEXT ? "" : await chosen.text());
        return;
      }
      const picture = await createImageBitmap(chosen);
      const codes = await codesIn(picture, picture.width, picture.height);
      if (codes.length === 0) says.textContent = words.noCode;
      else take(codes);
    } catch {
      says.textContent = words.noCode;
    } finally {
      file.value = "";
    }
  };

  button.hidden = !navigator.mediaDevices;
  button.addEventListener("click", scan);
  file.addEventListener("change", open);
  prepare().catch(() => undefined);
  return () => {
    stop();
    button.removeEventListener("click", scan);
    file.removeEventListener("change", open);
  };
}
