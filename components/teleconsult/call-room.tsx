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

type OtherProps = { seat: Seat; peer: Peer | undefined; few: boolean; words: CallWords };

/** One of the others: their picture, so large that what one presses stays in sight, or why there is none. */
function Other({ seat, peer, few, words }: OtherProps) {
  const { name } = seat;
  const connected = peer?.state === "connected";
  const was = connected || peer?.state === "disconnected" || peer?.state === "failed";
  const shown = peer?.isSeen;
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
            className={`aspect-[3/4] w-full desk:aspect-[4/3] desk:max-h-[60dvh] ${few ? "max-h-[44dvh]" : "max-h-[24dvh]"} ${shown ? "" : "h-0 min-h-0 opacity-0"}`}
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
  // Two doctors see each other also before the person comes.
  const met = others.filter(({ id }) => !waits || line?.peers.has(id));
  const seesAll = met.length > 0 && met.every(({ id }) => line?.peers.get(id)?.isSeen);

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
    const closed = (stage.at === "over" ? stage.why : stage.fault) === "not-found";
    const list = page.slice(0, page.lastIndexOf("/")) as Route;
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
        <a href={signedOut ? signIn : closed ? list : page} className={main}>
          {signedOut ? words.signIn : closed ? words.toList[side] : words.toTalk}
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
      <div className={`relative grid grid-cols-1 gap-4 ${met.length > 1 ? "desk:grid-cols-2" : ""}`}>
        {met.map((seat) => (
          <Other
            key={seat.id}
            seat={seat}
            peer={line?.peers.get(seat.id)}
            few={met.length === 1}
            words={words}
          />
        ))}
        {own && picture === "on" ? (
          <MovingPicture
            own
            stream={own}
            label={words.check.picture}
            className={`aspect-[4/3] ${met.length === 0 ? "max-h-[44dvh] w-full" : "w-[7rem]"} ${seesAll ? "absolute top-2 right-2 border-2 border-paper" : "justify-self-end"}`}
          />
        ) : null}
      </div>
      {picture === "weak" ? (
        <p
          role="status"
          className="border border-amber-line border-l-[6px] bg-amber-tint px-4 py-2 text-amber"
        >
          {quality === "good" ? words.better : words.weak}
        </p>
      ) : null}
      {devices.audio ? null : (
        <p role="alert" className="font-semibold text-red">
          {words.noSound}
        </p>
      )}
      {devices.audio && muted ? <p role="status">{words.muted}</p> : null}
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
        {devices.video && devices.cameras > 1 && picture === "on" ? (
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
