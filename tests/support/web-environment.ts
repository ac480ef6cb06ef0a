/** The terminal that notices of such a process are signed for. */
export const VNPAY = { code: "ADDRESS1", secret: "sample-addresses" };

/** Gives this process what the launcher gives the web process; the environment is read at the first question. */
export function actAsWebProcess(): void {
  Object.assign(process.env, {
    PUBLIC_URL: "https://so.example.vn",
    NEXTAUTH_SECRET: "x".repeat(32),
    ATTACHMENT_KEYS: `1:${"0".repeat(64)}`,
    PAPER_KEYS: `1:${"1".repeat(64)}`,
    CERTIFICATE_KEYS: `1:${"2".repeat(64)}:AA`,
    VNEID_ISSUER: "https://vneid.example.vn",
    VNEID_CLIENT_ID: "a",
    VNEID_CLIENT_SECRET: "b",
    STAFF_ISSUER: "https://staff.example.vn",
    STAFF_CLIENT_ID: "a",
    STAFF_CLIENT_SECRET: "b",
    BHXH_URL: "https://bhxh.example.vn",
    VNPAY_PAY_URL: "https://pay.example.vn/vpcpay.html",
    VNPAY_API_URL: "https://pay.example.vn/api",
    VNPAY_TMN_CODE: VNPAY.code,
    VNPAY_HASH_SECRET: `sample-new, ${VNPAY.secret}`,
  });
}
