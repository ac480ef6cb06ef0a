"use client";

import { useEffect, useMemo, useState } from "react";
import type { CallWords } from "./call-room.tsx";
import { type Devices, followLevel } from "./devices.ts";
import { MovingPicture } from "./moving-picture.tsx";

/** Above this the microphone surely hears a voice, and not the room. */
const HEARD = 0.08;

/** How loud the microphone hears, as a bar and in words. */
function Level({ track, words }: { track: MediaStreamTrack; words: CallWords["check"] }) {
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(
    () =>
      followLevel(track, (now) => {
        setLevel(now);
        if (now > HEARD) setHeard(true);
      }),
    [track],
  );
  return (
    <div>
      <label className="grid grid-cols-1 gap-1 text-second">
        {words.level}
        <meter min={0} max={1} value={level} className="h-4 w-full" />
      </label>
      <p role="status" className="text-ink-2 text-second">
        {heard ? words.heard : words.silent}
      </p>
    </div>
  );
}

/** Thử máy: one's own picture and how loud one is, before anybody else sees or hears anything. */
export function DeviceCheck({ devices, words }: { devices: Devices; words: CallWords }) {
  const { audio, video, fault } = devices;
  const stream = useMemo(() => (video ? new MediaStream([video]) : null), [video]);
  return (
    <div className="grid grid-cols-1 gap-4">
      {stream ? (
        <MovingPicture own stream={stream} label={words.check.picture} className="aspect-[4/3] w-full" />
      ) : null}
      {fault ? (
        <div role="alert" className="border border-amber-line border-l-[6px] bg-amber-tint p-4">
          <p className="font-semibold text-amber">{words.devices[audio ? "camera" : "both"][fault]}</p>
          {fault === "denied" ? <p>{words.devices.how}</p> : null}
        </div>
      ) : null}
      {audio ? <Level track={audio} words={words.check} /> : null}
    </div>
  );
}
