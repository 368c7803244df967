/** Stands in for Node's `crypto`, which libraries of the encryption would load where there is no Web Crypto; every browser of ours has it. */
export const webcrypto = globalThis.crypto;
