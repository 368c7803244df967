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

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  { kind: 'customer', username: 'anna', password: 'demo-anna', name: 'Anna Petrova', subject: 'c-7f31a9d2', roles: [] },
  {
    kind: 'customer',
    username: 'oliver',
    password: 'demo-oliver',
    name: 'Oliver Bennett',
    subject: 'c-2c84e0b6',
    roles: [],
  },
  {
    kind: 'customer',
    username: 'maria',
    password: 'demo-maria',
    name: 'Мария Соколова',
    subject: 'c-b95d1476',
    roles: [],
  },
  {
    kind: 'staff',
    username: 'elena',
    password: 'demo-elena',
    name: 'Elena Markova',
    subject: 's-40ad8c13',
    roles: ['consultant'],
  },
  {
    kind: 'staff',
    username: 'james',
    password: 'demo-james',
    name: 'James Whitfield',
    subject: 's-91f6b27e',
    roles: ['consultant', 'supervisor'],
  },
  { kind: 'staff', username: 'nora', password: 'demo-nora', name: 'Nora Lindqvist', subject: 's-d3027ab5', roles: [] },
];

export function personBySubject(subject: string): DemoSignIn | undefined {
  return DEMO_SIGN_INS.find((person) => person.subject === subject);
}
