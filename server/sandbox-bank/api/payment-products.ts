import type { OrderStatus, Product } from './order-tables.ts';

/** What the open-banking API sells, and how the standard calls it in every version. */
export interface ProductNames {
  /** Collections below `/pisp`. */
  readonly consents: string;
  readonly orders: string;
  /** The order's own identifier in an answer, and in a path. */
  readonly orderId: string;
  readonly idPrefix: string;
  /** The standard has `…/funds-confirmation`. */
  readonly confirmsFunds: boolean;
  /** `Data` of the consent says `Permission: 'Create'`. */
  readonly saysPermission: boolean;
  /** The order's first status. */
  readonly taken: OrderStatus;
}

export const PRODUCTS: Readonly<Record<Product, ProductNames>> = {
  payment: {
    consents: 'domestic-payment-consents',
    orders: 'domestic-payments',
    orderId: 'DomesticPaymentId',
    idPrefix: 'dp',
    confirmsFunds: true,
    saysPermission: false,
    taken: 'RCVD',
  },
  'scheduled-payment': {
    consents: 'domestic-scheduled-payment-consents',
    orders: 'domestic-scheduled-payments',
    orderId: 'DomesticScheduledPaymentId',
    idPrefix: 'dsp',
    confirmsFunds: false,
    saysPermission: true,
    taken: 'RCVD',
  },
  'standing-order': {
    consents: 'domestic-standing-order-consents',
    orders: 'domestic-standing-orders',
    orderId: 'DomesticStandingOrderId',
    idPrefix: 'dso',
    confirmsFunds: false,
    saysPermission: true,
    taken: 'INCO',
  },
};
