import { readFileSync } from 'node:fs';
import { verifySignature } from '../server/documents/verify-signature.ts';
import { SignatureReceipt } from '../shared/signature.ts';

/** `npm run verify-signature -- document.pdf document.signature.json`: says who signed the PDF and when, or that nobody did. */
const [pdfFile, receiptFile] = process.argv.slice(2);
if (!pdfFile || !receiptFile) {
  process.stderr.write('usage: npm run verify-signature -- document.pdf document.signature.json\n');
  process.exit(2);
}
const receipt = SignatureReceipt.parse(JSON.parse(readFileSync(receiptFile, 'utf8')));
const verified = await verifySignature(receipt, readFileSync(pdfFile));
const { statement, origin, credentialId, signedAt } = receipt;
if (verified.ok) {
  process.stdout.write(
    `signed by ${statement.customerName} (${statement.customer}) at ${signedAt}, asked at ${statement.at} by ${statement.consultantName}\n` +
      `on ${origin}, with the passkey ${credentialId}; whose passkey it is, the branch's records say\n`,
  );
} else {
  process.stdout.write(
    verified.error === 'document-differs'
      ? 'NOT VALID: this is not the PDF that was signed\n'
      : 'NOT VALID: the passkey did not sign this statement\n',
  );
  process.exitCode = 1;
}
