/** People of the sandbox, the same at every seed. Their passwords are public: nothing here may guard anything real. */
export interface DemoSignIn {
  readonly kind: 'customer' | 'staff';
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** The issuer's `sub`: opaque, and the same at every seed. */
  readonly subject: string;
  readonly roles: readonly string[];
}

const customer = (username: string, name: string, subject: string): DemoSignIn => ({
  kind: 'customer',
  username,
  password: `demo-${username}`,
  name,
  subject,
  roles: [],
});
const staff = (username: string, name: string, subject: string, roles: readonly string[]): DemoSignIn => ({
  kind: 'staff',
  username,
  password: `demo-${username}`,
  name,
  subject,
  roles,
});

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  customer('anna', 'Anna Petrova', 'c-7f31a9d2'),
  customer('oliver', 'Oliver Bennett', 'c-2c84e0b6'),
  customer('maria', 'Мария Соколова', 'c-b95d1476'),
  customer('dmitry', 'Дмитрий Волков', 'c-51c7e8f0'),
  customer('yuki', 'Yuki Tanaka', 'c-e0936b2a'),
  customer('zoe', 'Zoë Lefèvre', 'c-84fa2d19'),
  staff('elena', 'Elena Markova', 's-40ad8c13', ['consultant']),
  staff('james', 'James Whitfield', 's-91f6b27e', ['consultant', 'supervisor']),
  staff('priya', 'Priya Raman', 's-6e18c4a7', ['consultant']),
  staff('nora', 'Nora Lindqvist', 's-d3027ab5', []),
];

export function personBySubject(subject: string): DemoSignIn | undefined {
  return DEMO_SIGN_INS.find((person) => person.subject === subject);
}
