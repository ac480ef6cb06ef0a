"use client";

import { useEffect, useRef } from "react";

type Props = { stream: MediaStream; label: string; own?: boolean; className: string };

/** What a camera sees, as it is seen. One's own is a mirror, and silent. */
export function MovingPicture({ stream, label, own, className }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted={own}
      aria-label={label}
      className={`bg-ink object-cover ${own ? "-scale-x-100" : ""} ${className}`}
    />
  );
}
