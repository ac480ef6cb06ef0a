import type { Database } from "#lib/platform/db.ts";
import type { Realm } from "./realms.ts";

/** A signed-in person, as the database knows them by their session token. */
export type Session = {
  sessionId: string;
  subjectId: string;
  assurance: number | null;
  name: string;
  role: "clinic" | "station" | "authority" | null;
  title: string | null;
  facilityCode: string | null;
  /** The book of somebody else that this session holds; null while it is one's own. */
  book: BookOfOther | null;
};

/** Sổ đang cầm: somebody else's book, and by what it is held. `kind` is null once nothing holds any more. */
export type BookOfOther = {
  citizenId: string;
  name: string;
  kind: "representative" | "trusted" | "helper" | null;
  role: "mother" | "father" | "guardian" | "adult-guardian" | "trusted" | "helper" | null;
  scopes: string[];
  /** Whether its private visits may be opened. */
  mayOpenPrivate: boolean;
};

/** Phiên của tôi: one browser in which I am signed in. */
export type OwnSession = {
  sessionId: string;
  userAgent: string | null;
  beganAt: Date;
  seenAt: Date;
  thisOne: boolean;
};

/** Who holds this token; null when the session has ended or never was. Using a session keeps it alive. */
export async function findSession(app: Database, token: string, realm: Realm): Promise<Session | null> {
  const [row] = await app.$client<
    {
      session_id: string;
      subject_id: string;
      assurance: number | null;
      name: string;
      role: Session["role"];
      title: string | null;
      facility_code: string | null;
      book_of: string | null;
      book_name: string | null;
      book_kind: BookOfOther["kind"];
      book_role: BookOfOther["role"];
      /** With commas between. */
      book_scopes: string | null;
      book_private: boolean | null;
    }[]
  >`select * from app.find_session(${token}, ${realm})`;
  if (!row) return null;
  return {
    sessionId: row.session_id,
    subjectId: row.subject_id,
    assurance: row.assurance,
    name: row.name,
    role: row.role,
    title: row.title,
    facilityCode: row.facility_code,
    book: row.book_of
      ? {
          citizenId: row.book_of,
          name: row.book_name ?? "",
          kind: row.book_kind,
          role: row.book_role,
          scopes: row.book_scopes?.split(",") ?? [],
          mayOpenPrivate: row.book_private ?? false,
        }
      : null,
  };
}

/** Bắt đầu phiên. The token itself is never stored. */
export async function beginSession(
  app: Database,
  o: { realm: Realm; subjectId: string; token: string; assurance: number | null; userAgent: string | null },
): Promise<void> {
  await app.$client`
    select app.begin_session(${o.realm}, ${o.subjectId}::uuid, ${o.token}, ${o.assurance}::int, ${o.userAgent})`;
}

/**
 * Ghi máy đã vào: in which browser the session of this token began. A new one, but the first, is told to its owner.
 * `words` are the browser and the system, in names.
 */
export async function noteDevice(
  app: Database,
  o: { token: string; device: string; words: string },
): Promise<void> {
  await app.$client`select app.note_device(${o.token}, ${o.device}, ${o.words})`;
}

/** Notes when the issuer last asked who it is, as the issuer said. */
export async function noteAuthentication(app: Database, token: string, at: Date): Promise<void> {
  await app.$client`select app.note_authentication(${token}, ${at.toISOString()}::timestamptz)`;
}

/**
 * Vừa đăng nhập lại: whether the holder of this token was asked who they are a few minutes ago (`app.fresh_limit`, a
 * parameter of ours). What is sensitive wants it; the database asks again by `app.signed_in_lately()`.
 */
export async function recentlySignedIn(app: Database, token: string): Promise<boolean> {
  const [row] = await app.$client<{ fresh: boolean }[]>`select app.recently_signed_in(${token}) as fresh`;
  return row?.fresh ?? false;
}

/** Đăng xuất ở máy này: also when the session has ended by itself; this browser is told nothing any more. */
export async function leaveBrowser(app: Database, token: string): Promise<void> {
  await app.$client`select app.sign_out(${token})`;
}

/** Ends one session: that of this browser when another begins. */
export async function endSession(app: Database, token: string): Promise<void> {
  await app.$client`select app.end_session(${token})`;
}

/** Đăng xuất mọi nơi: every session of the person who holds this token. Answers how many ended. */
export async function endAllSessions(app: Database, token: string): Promise<number> {
  const [row] = await app.$client<{ ended: number }[]>`select app.end_all_sessions(${token}) as ended`;
  return row?.ended ?? 0;
}

/** Where I am signed in: this browser first, then the latest; twenty at most. */
export async function listOwnSessions(app: Database, token: string): Promise<OwnSession[]> {
  const rows = await app.$client<
    { session_id: string; user_agent: string | null; began_at: Date; seen_at: Date; this_one: boolean }[]
  >`select * from app.list_sessions(${token})`;
  return rows.map((row) => ({
    sessionId: row.session_id,
    userAgent: row.user_agent,
    beganAt: new Date(row.began_at),
    seenAt: new Date(row.seen_at),
    thisOne: row.this_one,
  }));
}

/**
 * Đổi sổ: takes a book into the hand of this session, one's own or that of somebody for whom something holds. False when
 * nothing does, which leaves its trace.
 */
export async function holdBook(app: Database, token: string, citizenId: string): Promise<boolean> {
  const [row] = await app.$client<
    { held: boolean }[]
  >`select app.hold_book(${token}, ${citizenId}::uuid) as held`;
  return row?.held ?? false;
}
