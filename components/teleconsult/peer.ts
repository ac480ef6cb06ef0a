import type { Signal } from "#lib/conversation/inputs.ts";
import type { NetworkSample } from "#lib/conversation/rules.ts";

/** What another browser is seen to do with its picture. */
export type Picture = "on" | "off" | "weak";
type Kind = "audio" | "video";
type Told = {
  relays: RTCIceServer[];
  /** What this browser sends now; null of what it has not, or does not show. */
  tracks: () => Record<Kind, MediaStreamTrack | null>;
  /** Which of two browsers gives way when both speak at once; the other one speaks first. */
  polite: boolean;
  send: (body: Signal) => void;
  changed: () => void;
};

/** How long a broken line is waited for, and how often one that does not come is tried again. */
const BROKEN = 2_500;
const TRY_AGAIN = 10_000;

const plain = ({ type, sdp }: RTCSessionDescription): Signal => ({ description: { type, sdp } });

/**
 * The connection with one other browser, after the pattern of perfect negotiation (W3C WebRTC 1.0, 10.7): either may offer at
 * any time; when both do, the polite one gives way.
 */
export class Peer {
  readonly stream = new MediaStream();
  picture: Picture = "on";
  readonly #told: Told;
  readonly #pc: RTCPeerConnection;
  #offering = false;
  #ignoring = false;
  #answering = false;
  #turn: Promise<void> = Promise.resolve();
  #broken: ReturnType<typeof setTimeout> | undefined;
  readonly #again: ReturnType<typeof setInterval>;
  #before: { lost: number; got: number } = { lost: 0, got: 0 };

  constructor(told: Told) {
    this.#told = told;
    const pc = new RTCPeerConnection({ iceServers: told.relays });
    this.#pc = pc;
    // Also without a track of our own: theirs is still received, and ours may come later without a new offer.
    const tracks = told.tracks();
    if (!told.polite)
      for (const kind of ["audio", "video"] as const)
        pc.addTransceiver(tracks[kind] ?? kind, { direction: "sendrecv" });
    pc.onnegotiationneeded = () => void this.#offer();
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate?.candidate) return;
      const { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } = candidate.toJSON();
      told.send({ candidate: { candidate: text ?? "", sdpMid, sdpMLineIndex, usernameFragment } });
    };
    pc.ontrack = ({ track }) => {
      for (const old of this.stream.getTracks()) if (old.kind === track.kind) this.stream.removeTrack(old);
      this.stream.addTrack(track);
      told.changed();
    };
    pc.onconnectionstatechange = told.changed;
    pc.oniceconnectionstatechange = () => this.#mind();
    this.#again = setInterval(() => this.#insist(), TRY_AGAIN);
  }

  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState;
  }

  /** Whether their picture is shown: the last one stays while a broken line is mended. */
  get isSeen(): boolean {
    return this.picture === "on" && ["connected", "disconnected", "failed"].includes(this.state);
  }

  /** Looks for a new way, as after a change of network; the call goes on meanwhile where it can. */
  restart = () => this.#pc.restartIce();

  /** Sends another picture, or none. */
  async show(track: MediaStreamTrack | null): Promise<void> {
    await this.#sender("video")?.replaceTrack(track);
  }

  /** Sends another microphone's sound. */
  async sound(track: MediaStreamTrack): Promise<void> {
    await this.#sender("audio")?.replaceTrack(track);
  }

  /** Takes what the other browser sent, one after another. */
  take(body: Signal): Promise<void> {
    this.#turn = this.#turn.then(() => this.#takeOne(body)).catch(() => {});
    return this.#turn;
  }

  close(): void {
    clearTimeout(this.#broken);
    clearInterval(this.#again);
    this.#pc.close();
  }

  /** How the network between the two does, since the last time this was asked. */
  async sample(sendsPicture: boolean): Promise<NetworkSample> {
    const sample: NetworkSample = { roundTrip: null, lost: null, room: null };
    let [lost, got] = [0, 0];
    for (const one of (await this.#pc.getStats()).values()) {
      if (one.type === "candidate-pair" && one.nominated && one.state === "succeeded") {
        sample.roundTrip = one.currentRoundTripTime ?? null;
        // Without a picture nobody tries how much room there is.
        if (sendsPicture) sample.room = one.availableOutgoingBitrate ?? null;
      }
      if (one.type === "remote-inbound-rtp") sample.lost = Math.max(sample.lost ?? 0, one.fractionLost ?? 0);
      if (one.type === "inbound-rtp") {
        lost += one.packetsLost ?? 0;
        got += one.packetsReceived ?? 0;
      }
    }
    const [newlyLost, newlyGot] = [lost - this.#before.lost, got - this.#before.got];
    this.#before = { lost, got };
    if (newlyGot + newlyLost > 20)
      sample.lost = Math.max(sample.lost ?? 0, newlyLost / (newlyGot + newlyLost));
    return sample;
  }

  #sender(kind: Kind): RTCRtpSender | undefined {
    return this.#pc.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
  }

  async #offer(): Promise<void> {
    try {
      this.#offering = true;
      await this.#pc.setLocalDescription();
      if (this.#pc.localDescription) this.#told.send(plain(this.#pc.localDescription));
    } catch {
      // Closed meanwhile.
    } finally {
      this.#offering = false;
    }
  }

  async #takeOne(body: Signal): Promise<void> {
    const pc = this.#pc;
    if ("picture" in body) {
      this.picture = body.picture;
      return this.#told.changed();
    }
    if ("candidate" in body) {
      if (!body.candidate) return;
      const { sdpMid, sdpMLineIndex, usernameFragment } = body.candidate;
      const candidate = { candidate: body.candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment };
      // One of an offer that was not taken belongs nowhere.
      await pc.addIceCandidate(candidate as RTCIceCandidateInit).catch(() => {});
      return;
    }
    const { description } = body;
    const isOffer = description.type === "offer";
    const ready = !this.#offering && (pc.signalingState === "stable" || this.#answering);
    this.#ignoring = isOffer && !ready && !this.#told.polite;
    // An answer that came twice answers nothing.
    if (this.#ignoring || (!isOffer && pc.signalingState === "stable")) return;
    this.#answering = !isOffer;
    await pc.setRemoteDescription(description);
    this.#answering = false;
    if (!isOffer) return;
    await this.#attach();
    await pc.setLocalDescription();
    if (pc.localDescription) this.#told.send(plain(pc.localDescription));
  }

  /** Puts our sound and picture where the other browser's offer made room for them. */
  async #attach(): Promise<void> {
    const tracks = this.#told.tracks();
    for (const transceiver of this.#pc.getTransceivers()) {
      if (transceiver.direction === "sendrecv") continue;
      transceiver.direction = "sendrecv";
      await transceiver.sender.replaceTrack(tracks[transceiver.receiver.track.kind as Kind]);
    }
  }

  #mind() {
    clearTimeout(this.#broken);
    const state = this.#pc.iceConnectionState;
    if (state === "failed") this.restart();
    else if (state === "disconnected") this.#broken = setTimeout(this.restart, BROKEN);
    this.#told.changed();
  }

  /** What was said while the other was not listening is said again: the same offer, or a new one. */
  #insist() {
    if (this.state === "connected" || this.state === "closed") return;
    if (this.#pc.signalingState === "have-local-offer" && this.#pc.localDescription)
      this.#told.send(plain(this.#pc.localDescription));
    else if (this.#pc.signalingState === "stable" && this.state === "failed") this.restart();
  }
}
