import { useCallback, useEffect, useRef, useState } from "react";
import { type CallQuality, type NetworkSample, qualityOf, type SeatOver } from "#lib/conversation/rules.ts";
import { CallLine, type JoinFault } from "./call-line.ts";
import { type Devices, nextCamera, openDevices, openSound } from "./devices.ts";
import type { Picture } from "./peer.ts";

/** Where somebody is on the way through a call. */
export type Stage =
  | { at: "before" | "opening" | "check" | "joining" | "call" }
  | { at: "fault"; fault: JoinFault }
  | { at: "over"; why: SeatOver | "not-found" | "signed-out" };

const MEASURE = 2_000;

const NOTHING: Devices = { audio: null, video: null, cameras: 0, fault: null };

/** Một cuộc gọi, from trying the devices to its end. */
export function useCall(address: string) {
  const [stage, setStage] = useState<Stage>({ at: "before" });
  const [devices, setDevices] = useState(NOTHING);
  const [picture, setPicture] = useState<Picture>("on");
  const [muted, setMuted] = useState(false);
  const [quality, setQuality] = useState<CallQuality>("good");
  const [, redraw] = useState(0);
  const line = useRef<CallLine | null>(null);
  const held = useRef(devices);
  held.current = devices;

  const letGo = useCallback(() => {
    held.current.audio?.stop();
    held.current.video?.stop();
    setDevices(NOTHING);
  }, []);

  const check = async () => {
    setStage({ at: "opening" });
    letGo();
    const opened = await openDevices();
    setDevices(opened);
    setPicture(opened.video ? "on" : "off");
    setStage({ at: "check" });
  };

  const join = async () => {
    setStage({ at: "joining" });
    const { audio, video } = held.current;
    const made = new CallLine({
      address,
      audio,
      video,
      changed: () => redraw((count) => count + 1),
      over: (why) => {
        letGo();
        setStage({ at: "over", why });
      },
    });
    line.current = made;
    const fault = await made.join();
    if (fault) made.end();
    setStage(fault ? { at: "fault", fault } : { at: "call" });
  };

  const leave = async () => {
    letGo();
    setStage({ at: "over", why: "left" });
    await line.current?.leave();
  };

  const mute = () => {
    if (devices.audio) devices.audio.enabled = muted;
    setMuted(!muted);
  };

  const showAs = useCallback(async (next: Picture) => {
    setPicture(next);
    await line.current?.show(next === "on" ? held.current.video : null, next);
  }, []);

  const turn = async () => {
    const video = await nextCamera(devices.video).catch(() => null);
    setDevices({ ...devices, video });
    setPicture(video ? "on" : "off");
    await line.current?.show(video, video ? "on" : "off");
  };

  // What is pulled out ends by itself: the call goes on without a picture, or with the microphone that is left.
  useEffect(() => {
    const { audio, video } = devices;
    const noPicture = () => {
      setDevices({ ...devices, video: null });
      void showAs("off");
    };
    const noSound = async () => {
      const left = await openSound();
      setDevices({ ...devices, audio: left });
      setMuted(false);
      if (left) await line.current?.sound(left);
    };
    video?.addEventListener("ended", noPicture);
    audio?.addEventListener("ended", noSound);
    return () => {
      video?.removeEventListener("ended", noPicture);
      audio?.removeEventListener("ended", noSound);
    };
  }, [devices, showAs]);

  // Where the network is weak the picture goes, so that the sound stays.
  useEffect(() => {
    if (stage.at !== "call") return;
    let samples: NetworkSample[] = [];
    let before: CallQuality = "good";
    const timer = setInterval(async () => {
      const peers = [...(line.current?.peers.values() ?? [])].filter(({ state }) => state === "connected");
      if (peers.length === 0) return;
      const all = await Promise.all(peers.map((peer) => peer.sample(picture === "on")));
      const worst = (of: (one: NetworkSample) => number | null, by: (...many: number[]) => number) => {
        const known = all.map(of).filter((one) => one !== null);
        return known.length > 0 ? by(...known) : null;
      };
      const sample = {
        roundTrip: worst(({ roundTrip }) => roundTrip, Math.max),
        lost: worst(({ lost }) => lost, Math.max),
        room: worst(({ room }) => room, Math.min),
      };
      samples = [...samples, sample].slice(-10);
      const now = qualityOf(samples, before);
      if (now === before) return;
      before = now;
      setQuality(now);
      if (now === "weak" && picture === "on") void showAs("weak");
    }, MEASURE);
    return () => clearInterval(timer);
  }, [stage.at, picture, showAs]);

  // The screen of a phone stays on while two look at each other.
  useEffect(() => {
    if (stage.at !== "call") return;
    let lock: WakeLockSentinel | undefined;
    const hold = () =>
      navigator.wakeLock?.request("screen").then(
        (given) => {
          lock = given;
        },
        () => {},
      );
    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
    };
  }, [stage.at]);

  // Whoever goes to another page lets go of camera and microphone; the seat waits for them a while.
  useEffect(
    () => () => {
      line.current?.end();
      held.current.audio?.stop();
      held.current.video?.stop();
    },
    [],
  );

  return {
    stage,
    devices,
    picture,
    muted,
    quality,
    line: line.current,
    check,
    join,
    leave,
    mute,
    showAs,
    turn,
  };
}
