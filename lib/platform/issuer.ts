/** Where an OpenID Connect issuer is, and who we are to it. */
export type Issuer = { issuer: string; clientId: string; clientSecret: string };
