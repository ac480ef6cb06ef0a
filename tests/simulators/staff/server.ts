import { subjectOf } from "../oidc/issuer.ts";
import { serve } from "../oidc/serve.ts";
import { staff } from "./people.ts";

const places = { clinic: "cơ sở", station: "trạm y tế", authority: "Sở Y tế" } as const;

serve({
  system: "staff",
  redirectPath: "/api/auth/callback/staff",
  claims: {
    profile: ["name", "preferred_username"],
    staff: ["role", "facility_code", "title", "profession", "practice_licence"],
  },
  claimsOf(subject) {
    const one = staff.find(({ username }) => subjectOf("staff", username) === subject);
    return (
      one && {
        name: one.name,
        preferred_username: one.username,
        role: one.role,
        facility_code: one.facility,
        title: one.title,
        profession: one.profession,
        practice_licence: one.licence,
      }
    );
  },
  find(typed) {
    const one = staff.find(({ username }) => username === typed.toLowerCase());
    return one && { accountId: subjectOf("staff", one.username), acr: "2" };
  },
  choices: () =>
    staff.map(({ username, name, role, facility = "" }) => ({
      value: username,
      name,
      note: `${places[role]} ${facility}`.trim(),
    })),
  people: () => staff.map(({ username, name, role, facility = "" }) => ({ username, name, role, facility })),
  words: {
    title: "Máy thử tài khoản cán bộ y tế",
    lead: "Đây là máy thử, không phải hệ thống thật của Sở Y tế. Mọi người ở đây đều là người giả.",
    field: { name: "username", label: "Tên đăng nhập (username)", numeric: false },
    unknown: "Máy thử không biết tên đăng nhập này. Xin chọn một người mẫu ở dưới.",
  },
});
