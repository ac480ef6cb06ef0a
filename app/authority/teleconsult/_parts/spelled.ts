/** BS4 T7K, as people read a code out. */
export const spelled = (code: string) => code.replace(/^(.{3})/, "$1\u00a0");
