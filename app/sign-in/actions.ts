"use server";

import { redirect } from "next/navigation";
import { signOut, startSignIn } from "#lib/identity/session.ts";

/** Vào bằng VNeID, and back to `path` afterwards. */
export async function enterAsCitizen(path: string): Promise<void> {
  await startSignIn("citizen", path);
}

/** Nhân viên vào bàn làm việc. */
export async function enterAsStaff(path: string): Promise<void> {
  await startSignIn("staff", path);
}

/** Đăng xuất khỏi máy này. */
export async function leave(): Promise<void> {
  await signOut("citizen", "here");
  redirect("/");
}

/** Đăng xuất mọi nơi. */
export async function leaveEverywhere(): Promise<void> {
  await signOut("citizen", "everywhere");
  redirect("/");
}

/** Nhân viên đăng xuất. */
export async function leaveDesk(): Promise<void> {
  await signOut("staff", "here");
  redirect("/sign-in/staff");
}
