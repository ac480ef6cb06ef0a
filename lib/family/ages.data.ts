/** An age that decides something, and where it is from. `article` is null where it is ours. */
export type Age = { years: number; article: string | null; why: string };

/**
 * Các mốc tuổi. The database decides by the same numbers (`app.age_of_majority`, `app.age_of_own_say`,
 * `app.age_of_private_visits`); a test holds both together.
 */
export const ages = {
  /** Representation by parents and guardians ends by itself. */
  majority: {
    years: 18,
    article: "Bộ luật Dân sự 91/2015/QH13, điều 20 và 21 (chưa đối chiếu bản gốc)",
    why: "Người từ đủ 18 tuổi là người thành niên.",
  },
  /** To disclose a child's private life to others needs the child's consent beside the representative's; parents read as before. */
  ownSay: {
    years: 7,
    article: "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, điều 24 (theo plo.vn, suckhoetreem.vn)",
    why: "Công bố, tiết lộ đời sống riêng tư của trẻ từ đủ 7 tuổi cần trẻ và người đại diện cùng đồng ý.",
  },
  /** Until then those who represent a child open its private visits; afterwards the child must give it by itself. */
  privateVisits: {
    years: 7,
    article: null,
    why: "Của chúng tôi, theo mốc tuổi trẻ bắt đầu có tiếng nói. Chưa có điều luật nào nêu riêng.",
  },
} as const satisfies Record<string, Age>;
