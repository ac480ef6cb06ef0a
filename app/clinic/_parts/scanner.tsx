"use client";

import { useEffect, useRef, useState } from "react";

type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorKind = new (o: { formats: string[] }) => Detector;

const kindOf = () => (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;

type Props = { field: string; words: { scan: string; stop: string; help: string; failed: string } };

/**
 * Reads a QR by the camera into the field of that id and sends its form; only where the browser can read one itself. Without
 * it, and without scripts, the field takes what a hand scanner or a hand types.
 */
export function Scanner({ field, words }: Props) {
  const [able, setAble] = useState(false);
  const [on, setOn] = useState(false);
  const [failed, setFailed] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => setAble(Boolean(kindOf() && navigator.mediaDevices)), []);
  useEffect(() => {
    const Kind = kindOf();
    if (!on || !Kind) return;
    let stream: MediaStream | undefined;
    let ended = false;
    const read = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        if (!video.current || ended) return;
        video.current.srcObject = stream;
        await video.current.play();
        const detector = new Kind({ formats: ["qr_code"] });
        while (!ended) {
          const [found] = await detector.detect(video.current);
          const input = document.getElementById(field);
          if (found && input instanceof HTMLInputElement) {
            input.value = found.rawValue;
            setOn(false);
            input.form?.requestSubmit();
            return;
          }
          await new Promise((next) => setTimeout(next, 250));
        }
      } catch {
        setFailed(true);
        setOn(false);
      }
    };
    void read();
    return () => {
      ended = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [on, field]);
  if (!able) return null;
  return (
    <div>
      <button
        type="button"
        onClick={() => {
          setFailed(false);
          setOn(!on);
        }}
        className="inline-flex min-h-target items-center text-accent underline underline-offset-4"
      >
        {on ? words.stop : words.scan}
      </button>
      {on ? (
        <>
          <p className="text-ink-2 text-second">{words.help}</p>
          <video ref={video} muted playsInline className="w-full max-w-[20rem] border border-edge" />
        </>
      ) : null}
      {failed ? <p role="status">{words.failed}</p> : null}
    </div>
  );
}
