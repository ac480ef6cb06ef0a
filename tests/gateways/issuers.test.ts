import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const PUBLIC_URL = "http://localhost:3999";
const client = { id: "so-suc-khoe", secret: "sample-of-this-test" };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const at = server.address();
      server.close(() => resolve(at && typeof at === "object" ? at.port : 0));
    });
  });
}

/** A browser's part in it: follows redirects until the book's own address, and keeps cookies. */
class Visitor {
  #cookies = new Map<string, string>();

  async visit(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ at: string; status: number; text: string }> {
    const answer = await fetch(url, {
      redirect: "manual",
      method: form ? "POST" : "GET",
      headers: { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      this.#cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (!next) return { at: url, status: answer.status, text: await answer.text() };
    const to = new URL(next, url).href;
    return to.startsWith(PUBLIC_URL) ? { at: to, status: answer.status, text: "" } : this.visit(to);
  }
}

function issuer(system: "vneid" | "staff") {
  let child: ChildProcess;
  let url = "";
  const verifier = randomBytes(32).toString("base64url");
  const redirect = `${PUBLIC_URL}/api/auth/callback/${system}`;
  const authorize = (extra: Record<string, string> = {}) => {
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const scope = system === "vneid" ? "openid profile citizen" : "openid profile staff";
    const query = {
      client_id: client.id,
      response_type: "code",
      redirect_uri: redirect,
      scope,
      state: "s",
      nonce: "n",
    };
    const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
    return `${url}/auth?${new URLSearchParams({ ...query, ...pkce, prompt: "login", acr_values: "2", ...extra })}`;
  };
  return {
    url: () => url,
    authorize,
    async start() {
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      const env = {
        ...process.env,
        PORT: String(port),
        PUBLIC_URL,
        CLIENT_ID: client.id,
        CLIENT_SECRET: client.secret,
      };
      child = spawn("node", [`tests/simulators/${system}/server.ts`], { env, stdio: "ignore" });
      await vi.waitFor(async () => expect((await fetch(`${url}/people`)).status).toBe(200), {
        timeout: 10_000,
      });
    },
    stop: () => child.kill(),
    scenario: (name: string) =>
      fetch(`${url}/scenario`, { method: "POST", body: JSON.stringify({ name, ms: 300 }) }),
    async codeFor(typed: string): Promise<string> {
      const visitor = new Visitor();
      const page = await visitor.visit(authorize());
      const field = system === "vneid" ? "personalId" : "username";
      const { at } = page.at.startsWith(PUBLIC_URL) ? page : await visitor.visit(page.at, { [field]: typed });
      return new URL(at).searchParams.get("code") ?? new URL(at).searchParams.get("error") ?? "";
    },
    async redeem(code: string, code_verifier = verifier) {
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirect,
        code_verifier,
      });
      const login = Buffer.from(`${client.id}:${client.secret}`).toString("base64");
      const answer = await fetch(`${url}/token`, {
        method: "POST",
        body,
        headers: { Authorization: `Basic ${login}` },
      });
      return { status: answer.status, ...((await answer.json()) as { id_token: string; error?: string }) };
    },
    async verify(token: string): Promise<JWTPayload> {
      const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
      const { payload } = await jwtVerify(token, keys, {
        issuer: url,
        audience: client.id,
        algorithms: ["RS256"],
      });
      return payload;
    },
  };
}

describe("the VNeID simulator", () => {
  const vneid = issuer("vneid");
  beforeAll(() => vneid.start());
  afterAll(() => vneid.stop());
  afterEach(async () => {
    await vneid.scenario("normal");
  });
  const tokenFor = async (typed: string) => (await vneid.redeem(await vneid.codeFor(typed))).id_token;

  it("signs a person in by the number, with the claims of the wire", async () => {
    expect(await vneid.verify(await tokenFor("051200000003"))).toMatchObject({
      personal_id: "051200000003",
      name: "Phạm Thị Mới",
      birthdate: "2000-11-20",
      gender: "female",
      acr: "2",
      nonce: "n",
    });
  });

  it("names a person by the same opaque subject every time", async () => {
    const subjects = await Promise.all([1, 2].map(async () => decodeJwt(await tokenFor("051200000003")).sub));
    expect(subjects[0]).toBe(subjects[1]);
    expect(subjects[0]).not.toContain("051200000003");
  });

  it("says on the same page that it does not know a number, and takes another", async () => {
    const visitor = new Visitor();
    const { at } = await visitor.visit(vneid.authorize());
    const again = await visitor.visit(at, { personalId: "<b>" });
    expect(again).toMatchObject({ at, status: 200 });
    expect(again.text).toContain("không biết số này");
    expect(again.text).not.toContain("<b>");
    expect((await visitor.visit(at, { chosen: "051200000003" })).at).toContain("code=");
  });

  it("asks again at every sign-in", async () => {
    const visitor = new Visitor();
    const first = await visitor.visit(vneid.authorize());
    await visitor.visit(first.at, { personalId: "051200000003" });
    expect((await visitor.visit(vneid.authorize())).text).toContain("Máy thử VNeID");
  });

  it("lets a person cancel", async () => {
    const visitor = new Visitor();
    const { at } = await visitor.visit(vneid.authorize());
    expect((await visitor.visit(at, { cancel: "1" })).at).toContain("error=access_denied");
    await vneid.scenario("denied");
    expect(await vneid.codeFor("051200000003")).toBe("access_denied");
  });

  it("refuses a request without PKCE and a wrong verifier", async () => {
    const bare = vneid.authorize().replace(/&code_challenge[^&]*/g, "");
    expect((await new Visitor().visit(bare)).at).toContain("error=invalid_request");
    const code = await vneid.codeFor("051200000003");
    expect((await vneid.redeem(code, "w".repeat(43))).error).toBe("invalid_grant");
  });

  it("knows an account of level 1", async () => {
    expect(decodeJwt(await tokenFor("051190000004"))).toMatchObject({ acr: "1" });
  });

  it.each([
    ["bad-signature", "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
    ["expired-token", "ERR_JWT_EXPIRED"],
    ["wrong-audience", "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["wrong-issuer", "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ])("plays %s", async (name, code) => {
    await vneid.scenario(name);
    await expect(vneid.verify(await tokenFor("051200000003"))).rejects.toMatchObject({ code });
  });

  it("plays a wrong nonce, level 1 and a missing number under a good signature", async () => {
    await vneid.scenario("wrong-nonce");
    expect((await vneid.verify(await tokenFor("051200000003"))).nonce).not.toBe("n");
    await vneid.scenario("level-1");
    expect(await vneid.verify(await tokenFor("051200000003"))).toMatchObject({ acr: "1" });
    await vneid.scenario("no-personal-id");
    expect(await vneid.verify(await tokenFor("051200000003"))).not.toHaveProperty("personal_id");
  });

  it("plays down and slow, and refuses an unknown scenario", async () => {
    await vneid.scenario("down");
    expect((await fetch(`${vneid.url()}/.well-known/openid-configuration`)).status).toBe(503);
    await vneid.scenario("slow");
    // Whoever gives up before the simulator answers gets nothing; whoever waits gets the keys.
    await expect(fetch(`${vneid.url()}/jwks`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      "timeout",
    );
    expect((await fetch(`${vneid.url()}/jwks`)).status).toBe(200);
    expect((await vneid.scenario("dancing")).status).toBe(400);
  });
});

describe("the staff simulator", () => {
  const staff = issuer("staff");
  beforeAll(() => staff.start());
  afterAll(() => staff.stop());

  it.each([
    [
      "bs.vinh",
      {
        ...{ role: "clinic", facility_code: "51000", title: "Bác sĩ", name: "BS. Trần Quốc Vinh" },
        ...{ profession: "doctor", practice_licence: "MAU-000001" },
      },
    ],
    ["dd.duyen", { role: "clinic", facility_code: "51000", profession: "nurse" }],
    ["TRAM.binhminh", { role: "station", facility_code: "51001" }],
    ["syt.lan", { role: "authority" }],
  ])("signs %s in", async (typed, claims) => {
    const { id_token } = await staff.redeem(await staff.codeFor(typed));
    const found = await staff.verify(id_token);
    expect(found).toMatchObject({ ...claims, preferred_username: typed.toLowerCase() });
    expect("facility_code" in found).toBe("facility_code" in claims);
  });
});
