"use client";

import type { Route } from "next";
import { useMemo } from "react";
import type { copy } from "#components/copy/index.ts";
import type { Seat, Side } from "#lib/conversation/rules.ts";
import { DeviceCheck } from "./device-check.tsx";
import { MovingPicture } from "./moving-picture.tsx";
import type { Peer } from "./peer.ts";
import { useCall } from "./use-call.ts";
import { put } from "./words.ts";

export type CallWords = (typeof copy)["vi"]["videoCall"];
type Props = { page: Route; side: Side; signIn: Route; words: CallWords };

const box =
  "inline-flex min-h-button w-full items-center justify-center rounded-control border-2 px-4 py-2 text-center text-line-title no-underline";
const main = `${box} border-accent bg-accent text-on-accent active:border-deep active:bg-deep active:text-on-deep`;
const second = `${box} border-accent bg-paper text-accent active:bg-tint`;
const final = `${box} border-ink bg-ink text-paper active:border-quiet active:bg-quiet`;

/** One of the others: their picture, or why there is none. */
function Other({ seat, peer, words }: { seat: Seat; peer: Peer | undefined; words: CallWords }) {
  const { name } = seat;
  const connected = peer?.state === "connected";
  const was = connected || peer?.state === "disconnected" || peer?.state === "failed";
  const shown = peer && was && peer.picture === "on";
  const said = connected
    ? peer.picture === "on"
      ? put(words.connected, { name })
      : put(words.theirs[peer.picture], { name })
    : put(was || !seat.here ? words.broken : words.connecting, { name });
  return (
    <div>
      {peer ? (
        <div className="relative">
          {/* It carries the sound too, so that it stays while there is no picture. */}
          <MovingPicture
            stream={peer.stream}
            label={put(words.pictureOf, { name })}
            className={`aspect-[3/4] max-h-[60dvh] w-full desk:aspect-[4/3] ${shown ? "" : "h-0 min-h-0 opacity-0"}`}
          />
          {shown ? null : (
            <p className="border border-edge border-dashed px-4 py-8 text-center text-ink-2">
              {words.soundOnly}
            </p>
          )}
        </div>
      ) : null}
      <p role="status" className="pt-2 font-semibold">
        {said}
      </p>
    </div>
  );
}

/** Gọi hình: try the devices, wait, see and hear each other, and leave. */
export function CallRoom({ page, side, signIn, words }: Props) {
  const call = useCall(`${page}/call/signals`);
  const { stage, devices, picture, muted, quality, line } = call;
  const own = useMemo(() => (devices.video ? new MediaStream([devices.video]) : null), [devices.video]);
  const others = line?.seats.filter((seat) => !seat.own) ?? [];
  const waits = !line?.seats.some((seat) => seat.side !== side);

  if (stage.at === "before" || stage.at === "opening")
    return (
      <div className="grid grid-cols-1 gap-4">
        <h2 className="text-section">{words.check.title}</h2>
        <p>{words.check.text}</p>
        {stage.at === "opening" ? (
          <p role="status">{words.check.opening}</p>
        ) : (
          <button type="button" className={main} onClick={call.check}>
            {words.check.open}
          </button>
        )}
      </div>
    );
  if (stage.at === "check" || stage.at === "joining")
    return (
      <div className="grid grid-cols-1 gap-4">
        <h2 className="text-section">{words.check.title}</h2>
        <DeviceCheck devices={devices} words={words} />
        {stage.at === "joining" ? (
          <p role="status">{words.joining}</p>
        ) : (
          <>
            {devices.audio ? (
              <button type="button" className={main} onClick={call.join}>
                {devices.video ? words.check.enter : words.check.enterSound}
              </button>
            ) : null}
            {devices.fault ? (
              <button type="button" className={devices.audio ? second : main} onClick={call.check}>
                {words.check.again}
              </button>
            ) : null}
          </>
        )}
      </div>
    );
  if (stage.at === "over" || stage.at === "fault") {
    const signedOut = stage.at === "over" ? stage.why === "signed-out" : stage.fault === "signed-out";
    const again =
      stage.at === "over" ? !["not-found", "signed-out"].includes(stage.why) : stage.fault === "failed";
    return (
      <div className="grid grid-cols-1 gap-4">
        <div role="status">
          <h2 className="text-section">
            {stage.at === "over" ? words.over[stage.why] : words.faults[stage.fault]}
          </h2>
        </div>
        {stage.at === "over" ? <p>{words.overHint[stage.why]}</p> : null}
        <a href={signedOut ? signIn : page} className={main}>
          {signedOut ? words.signIn : words.toTalk}
        </a>
        {again ? (
          <button type="button" className={second} onClick={call.check}>
            {words.enterAgain}
          </button>
        ) : null}
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-4">
      {waits ? (
        <div>
          <p role="status" className="font-semibold">
            {words.sides[side].waiting}
          </p>
          <p className="text-ink-2 text-second">{words.sides[side].waitingHint}</p>
        </div>
      ) : null}
      {line?.heard === false ? (
        <p
          role="status"
          className="border border-amber-line border-l-[6px] bg-amber-tint px-4 py-2 text-amber"
        >
          {words.unheard}
        </p>
      ) : null}
      <div className={`grid grid-cols-1 gap-4 ${others.length > 1 ? "desk:grid-cols-2" : ""}`}>
        {waits
          ? null
          : others.map((seat) => (
              <Other key={seat.id} seat={seat} peer={line?.peers.get(seat.id)} words={words} />
            ))}
      </div>
      {picture === "weak" ? (
        <p
          role="status"
          className="border border-amber-line border-l-[6px] bg-amber-tint px-4 py-2 text-amber"
        >
          {quality === "good" ? words.better : words.weak}
        </p>
      ) : null}
      {muted ? <p role="status">{words.muted}</p> : null}
      {own && picture === "on" ? (
        <MovingPicture
          own
          stream={own}
          label={words.check.picture}
          className={waits ? "aspect-[4/3] w-full" : "aspect-[4/3] w-[8rem] justify-self-end"}
        />
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <button type="button" className={second} onClick={call.mute}>
          {muted ? words.unmute : words.mute}
        </button>
        {devices.video ? (
          <button
            type="button"
            className={second}
            onClick={() => void call.showAs(picture === "on" ? "off" : "on")}
          >
            {picture === "on" ? words.hide : words.show}
          </button>
        ) : null}
        {devices.video && picture === "on" ? (
          <button type="button" className={`${second} col-span-2`} onClick={() => void call.turn()}>
            {words.turn}
          </button>
        ) : null}
      </div>
      <button type="button" className={final} onClick={() => void call.leave()}>
        {waits ? words.leaveRoom : words.leave}
      </button>
    </div>
  );
}
